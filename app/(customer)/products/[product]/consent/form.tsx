'use client';
// The box and the two answers, of the same size.
import { useActionState } from 'react';
import { ChoiceRow } from '@/components/ui/button';
import { CheckboxField } from '@/components/ui/choice-field';
import { ErrorSummary } from '@/components/ui/error-summary';
import { HiddenFields } from '@/components/ui/hidden-fields';
import { Notice } from '@/components/ui/notice';
import { SubmitButton } from '@/components/ui/submit-button';
import { type ActionState, IDLE } from '@/lib/action-state';

interface Props {
  action: (previous: ActionState, form: FormData) => Promise<ActionState>;
  hidden: Record<string, string>;
  statement: string;
  words: { agree: string; agreeing: string; notNow: string; failed: string };
}

export function ConsentForm({ action, hidden, statement, words }: Props) {
  const [state, formAction] = useActionState(action, IDLE);
  const error =
    state.status === 'invalid' ? (state.fields.agree ?? Object.values(state.fields)[0]) : undefined;
  return (
    // autoComplete off: after Back the browser must not tick the box again by itself.
    <form action={formAction} className="grid gap-6" noValidate autoComplete="off">
      <HiddenFields values={hidden} />
      {error ? <ErrorSummary title={words.failed} errors={[{ fieldId: 'agree', message: error }]} /> : null}
      {state.status === 'failed' ? (
        <Notice tone="critical" title={words.failed}>
          {state.message}
        </Notice>
      ) : null}
      <CheckboxField id="agree" name="agree" value="yes" error={error}>
        {statement}
      </CheckboxField>
      <ChoiceRow>
        <SubmitButton name="answer" value="agree" pendingLabel={words.agreeing}>
          {words.agree}
        </SubmitButton>
        <SubmitButton name="answer" value="not-now" variant="secondary" pendingLabel={words.agreeing}>
          {words.notNow}
        </SubmitButton>
      </ChoiceRow>
    </form>
  );
}
