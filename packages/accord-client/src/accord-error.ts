// Error of the client: a closed list of kinds, and what the server said.

export type ProblemKind =
  /** Accord cannot read the question (400, 404, 413). */
  | 'invalid'
  /** The key is missing, wrong, expired or revoked (401). */
  | 'unauthorised'
  /** The key may not ask this (403). */
  | 'forbidden'
  /** Too many questions (429). */
  | 'limited'
  /** No connection, or Accord itself failed (5xx). */
  | 'unavailable'
  /** No whole answer within the deadline. */
  | 'timeout'
  /** An answer that is none of this protocol. */
  | 'unreadable';

export class AccordError extends Error {
  override readonly name = 'AccordError';
  constructor(
    readonly kind: ProblemKind,
    message: string,
    /** HTTP status; null where there was no answer. */
    readonly status: number | null = null,
    /** When to ask again at the earliest (milliseconds from the answer on); null where Accord does not say. */
    readonly retryAfterMs: number | null = null,
  ) {
    super(message);
  }
}
