// Owns what a form is told after it was sent. Safe for client files: types and one constant.

export type ActionState =
  | { status: 'idle' }
  /** Field name to sentence, in the reader's language. */
  | { status: 'invalid'; fields: Record<string, string> }
  | { status: 'failed'; message: string }
  | { status: 'done' };

export const IDLE: ActionState = { status: 'idle' };
