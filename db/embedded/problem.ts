// Setup error: its message is one sentence for the person at the terminal, printed without a stack.

export class SetupProblem extends Error {
  override name = 'SetupProblem';
}

/** The code of a system error (`ENOENT`, `EACCES`), or an empty text. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

export function errorMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
