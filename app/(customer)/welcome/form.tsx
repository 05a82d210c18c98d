'use client';
// Client leaf: the form with the one field that a new person fills in.
import { useActionState } from 'react';
import { Field } from '@/components/ui/field';
import { FormProblem } from '@/components/ui/form-problem';
import { SubmitButton } from '@/components/ui/submit-button';
import { type ActionState, IDLE, sentOf } from '@/lib/action-state';

interface Props {
  action: (previous: ActionState, form: FormData) => Promise<ActionState>;
  next: string;
  suggested: string;
  maxLength: number;
  words: { label: string; hint: string; submit: string; submitting: string; failed: string };
}

export function BusinessNameForm({ action, next, suggested, maxLength, words }: Props) {
  const [state, formAction] = useActionState(action, IDLE);
  const error = state.status === 'invalid' ? state.fields.businessName : undefined;
  return (
    <form action={formAction} className="grid gap-6" noValidate>
      <FormProblem state={state} title={words.failed} fieldId="businessName" error={error} />
      <input type="hidden" name="page" value="/welcome" />
      <input type="hidden" name="next" value={next} />
      <Field
        id="businessName"
        name="businessName"
        label={words.label}
        hint={words.hint}
        error={error}
        defaultValue={sentOf(state).businessName ?? suggested}
        autoComplete="organization"
        maxLength={maxLength}
        required
      />
      <SubmitButton pendingLabel={words.submitting}>{words.submit}</SubmitButton>
    </form>
  );
}
