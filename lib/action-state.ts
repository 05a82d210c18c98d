// State of a form after an action. Safe for client files: types and constants only.

export type ActionState =
  | { status: 'idle' }
  /** Field name to sentence, in the reader's language. */
  | { status: 'invalid'; fields: Record<string, string>; sent?: Record<string, string> }
  /** `sent`: the submitted values, to fill the form in again. */
  | { status: 'failed'; message: string; sent?: Record<string, string> }
  | { status: 'done' };

/** The form field, and the parameter of an address, that names the person and business a page was made for. */
export const MADE_FOR = 'madeFor';

export const IDLE: ActionState = { status: 'idle' };

/**
 * The submitted values by field. Without scripts the page is rendered anew, and with them React empties the
 * form: in both cases this fills it in again.
 */
export function sentOf(state: ActionState): Record<string, string> {
  return (state.status === 'invalid' || state.status === 'failed' ? state.sent : undefined) ?? {};
}

/** The one sentence that a form without visible fields can show; null when there is none. */
export function fieldProblem(state: ActionState): string | null {
  if (state.status === 'failed') return state.message;
  return state.status === 'invalid' ? (Object.values(state.fields)[0] ?? null) : null;
}
