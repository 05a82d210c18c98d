// Message above a form that came back: the field that needs correction, or why the action failed.
import type { ActionState } from '@/lib/action-state';
import { ErrorSummary } from './error-summary';
import { Notice } from './notice';

interface Props {
  state: ActionState;
  title: string;
  /** Field that can be wrong, and its sentence. */
  fieldId: string;
  error: string | undefined;
}

export function FormProblem({ state, title, fieldId, error }: Props) {
  return (
    <>
      {error ? <ErrorSummary title={title} errors={[{ fieldId, message: error }]} /> : null}
      {state.status === 'failed' ? (
        <Notice tone="critical" title={title}>
          {state.message}
        </Notice>
      ) : null}
    </>
  );
}
