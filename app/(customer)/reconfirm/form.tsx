'use client';
// Client leaf: the form that confirms banks: one box for each, none ticked in advance, and one answer for all.
import { useActionState } from 'react';
import { BoundForm, ChoiceRow } from '@/components/bound-form';
import { ButtonLink } from '@/components/ui/button';
import { CheckboxField } from '@/components/ui/choice-field';
import { FormProblem } from '@/components/ui/form-problem';
import { HiddenFields } from '@/components/ui/hidden-fields';
import { SubmitButton } from '@/components/ui/submit-button';
import { type ActionState, IDLE, sentOf } from '@/lib/action-state';
import { TICK } from './tick';

interface Props {
  action: (previous: ActionState, form: FormData) => Promise<ActionState>;
  hidden: Record<string, string>;
  banks: readonly { id: string; name: string; lines: readonly string[] }[];
  words: { choose: string; confirm: string; confirming: string; notNow: string; failed: string };
}

export function ReconfirmForm({ action, hidden, banks, words }: Props) {
  const [state, formAction] = useActionState(action, IDLE);
  const error = state.status === 'invalid' ? Object.values(state.fields)[0] : undefined;
  const sent = sentOf(state);
  const first = `${TICK}${banks[0]?.id ?? ''}`;
  return (
    // autoComplete off: after Back the browser must not tick a box again by itself.
    <BoundForm action={formAction} className="grid gap-6" noValidate autoComplete="off">
      <HiddenFields values={hidden} />
      <FormProblem state={state} title={words.failed} fieldId={first} error={error} />
      <fieldset className="grid gap-3">
        <legend className="mb-3 font-medium">{words.choose}</legend>
        {banks.map(({ id, name, lines }) => (
          <CheckboxField
            key={id}
            id={`${TICK}${id}`}
            name={`${TICK}${id}`}
            value="yes"
            defaultChecked={`${TICK}${id}` in sent}
          >
            <span className="block font-medium">{name}</span>
            {lines.map((line) => (
              <span key={line} className="tabular block text-14 text-ink-soft">
                {line}
              </span>
            ))}
          </CheckboxField>
        ))}
      </fieldset>
      <ChoiceRow>
        <SubmitButton pendingLabel={words.confirming}>{words.confirm}</SubmitButton>
        <ButtonLink href="/home" variant="secondary">
          {words.notNow}
        </ButtonLink>
      </ChoiceRow>
    </BoundForm>
  );
}
