'use client';
// Client leaf: the form that renews an agreement, with a box that starts empty and two answers of one size.
import { useActionState } from 'react';
import { BoundForm, ChoiceRow } from '@/components/bound-form';
import { ButtonLink } from '@/components/ui/button';
import { CheckboxField } from '@/components/ui/choice-field';
import { FormProblem } from '@/components/ui/form-problem';
import { HiddenFields } from '@/components/ui/hidden-fields';
import { SubmitButton } from '@/components/ui/submit-button';
import { type ActionState, IDLE } from '@/lib/action-state';

interface Props {
  action: (previous: ActionState, form: FormData) => Promise<ActionState>;
  hidden: Record<string, string>;
  statement: string;
  notNowHref: string;
  words: { renew: string; renewing: string; notNow: string; failed: string };
}

export function RenewForm({ action, hidden, statement, notNowHref, words }: Props) {
  const [state, formAction] = useActionState(action, IDLE);
  const error =
    state.status === 'invalid' ? (state.fields.agree ?? Object.values(state.fields)[0]) : undefined;
  return (
    // autoComplete off: after Back the browser must not tick the box again by itself.
    <BoundForm action={formAction} className="grid gap-6" noValidate autoComplete="off">
      <HiddenFields values={hidden} />
      <FormProblem state={state} title={words.failed} fieldId="agree" error={error} />
      <CheckboxField id="agree" name="agree" value="yes" error={error}>
        {statement}
      </CheckboxField>
      <ChoiceRow>
        <SubmitButton pendingLabel={words.renewing}>{words.renew}</SubmitButton>
        <ButtonLink href={notNowHref} variant="secondary">
          {words.notNow}
        </ButtonLink>
      </ChoiceRow>
    </BoundForm>
  );
}
