'use client';
// Client leaf: the form that withdraws consent, with the choice of what becomes of the data (nothing chosen in advance) and two answers.
import { useActionState } from 'react';
import { BoundForm, ChoiceRow } from '@/components/bound-form';
import { ButtonLink } from '@/components/ui/button';
import { FormProblem } from '@/components/ui/form-problem';
import { HiddenFields } from '@/components/ui/hidden-fields';
import { RadioGroup } from '@/components/ui/radio-group';
import { SubmitButton } from '@/components/ui/submit-button';
import { type ActionState, IDLE } from '@/lib/action-state';

interface Props {
  action: (previous: ActionState, form: FormData) => Promise<ActionState>;
  hidden: Record<string, string>;
  keepHref: string;
  /** Null when there is nothing to choose. */
  choices: readonly { value: string; label: string; hint: string }[] | null;
  words: {
    choice: string;
    moot: string;
    stop: string;
    stopping: string;
    keepSharing: string;
    failed: string;
  };
}

export function WithdrawForm({ action, hidden, keepHref, choices, words }: Props) {
  const [state, formAction] = useActionState(action, IDLE);
  const error = state.status === 'invalid' ? Object.values(state.fields)[0] : undefined;
  return (
    <BoundForm action={formAction} className="grid gap-6" noValidate autoComplete="off">
      <HiddenFields values={hidden} />
      <FormProblem state={state} title={words.failed} fieldId="deletion-keep" error={error} />
      {choices === null ? (
        <>
          <input type="hidden" name="deletion" value="keep" />
          <p>{words.moot}</p>
        </>
      ) : (
        <RadioGroup id="deletion" name="deletion" legend={words.choice} choices={choices} error={error} />
      )}
      <ChoiceRow>
        <SubmitButton variant="danger" pendingLabel={words.stopping}>
          {words.stop}
        </SubmitButton>
        <ButtonLink href={keepHref} variant="secondary">
          {words.keepSharing}
        </ButtonLink>
      </ChoiceRow>
    </BoundForm>
  );
}
