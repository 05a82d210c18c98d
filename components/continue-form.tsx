'use client';
// Client leaf: a form of one button that continues with a choice made already, and says why when it cannot.
import { useActionState } from 'react';
import { type ActionState, fieldProblem, IDLE } from '@/lib/action-state';
import { BoundForm } from './bound-form';
import { HiddenFields } from './ui/hidden-fields';
import { Notice } from './ui/notice';
import { SubmitButton } from './ui/submit-button';

interface Props {
  action: (previous: ActionState, form: FormData) => Promise<ActionState>;
  hidden: Record<string, string>;
  variant?: 'primary' | 'secondary' | 'danger';
  /** Secondary button, for dismissing something. */
  isQuiet?: boolean;
  words: { submit: string; submitting: string; failed: string };
}

export function ContinueForm({ action, hidden, variant = 'primary', isQuiet = false, words }: Props) {
  const [state, formAction] = useActionState(action, IDLE);
  const problem = fieldProblem(state);
  return (
    <BoundForm action={formAction} isQuiet={isQuiet} className="grid gap-3">
      <HiddenFields values={hidden} />
      {problem !== null ? (
        <Notice tone="critical" title={words.failed}>
          {problem}
        </Notice>
      ) : null}
      <SubmitButton variant={variant} pendingLabel={words.submitting}>
        {words.submit}
      </SubmitButton>
    </BoundForm>
  );
}
