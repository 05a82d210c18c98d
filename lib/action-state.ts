// State of a form after an action. Safe for client files: types and constants only.

export type ActionState =
  | { status: 'idle' }
  /** Field name to sentence, in the reader's language. */
  | { status: 'invalid'; fields: Record<string, string>; sent?: Record<string, string> }
  /** `sent`: what was filled in, so that it need not be done again. */
  | { status: 'failed'; message: string; sent?: Record<string, string> }
  | { status: 'done' };

/** The field, and the value of an address, that says for whom a page was made. */
export const MADE_FOR = 'madeFor';

export const IDLE: ActionState = { status: 'idle' };

/**
 * What was filled in before a form came back, by field. Without scripts the page is drawn anew, and with them React empties the
 * form: either way it is filled in again with this.
 */
export function sentOf(state: ActionState): Record<string, string> {
  return (state.status === 'invalid' || state.status === 'failed' ? state.sent : undefined) ?? {};
}

/** The one sentence a form without visible fields can show; null when there is nothing to say. */
export function fieldProblem(state: ActionState): string | null {
  if (state.status === 'failed') return state.message;
  return state.status === 'invalid' ? (Object.values(state.fields)[0] ?? null) : null;
}
