// Typed errors that verbs throw on purpose. Every other exception is a bug.

/** The thing does not exist, or does not exist for this business: the two are never told apart. */
export class NotFound extends Error {
  override readonly name = 'NotFound';
}

/** Stored data contradicts itself: a bug or a forgery. The verb does nothing, and does not report success. */
export class LedgerContradiction extends Error {
  override readonly name = 'LedgerContradiction';
  readonly code = 'record-in-doubt';
}

/** What the person saw has changed since; `code` says what. */
export class Conflict extends Error {
  override readonly name = 'Conflict';
  constructor(readonly code: 'notice-changed' | 'changed-meanwhile') {
    super(code);
  }
}

/** Asked for too often lately. */
export class TooMany extends Error {
  override readonly name = 'TooMany';
  constructor(readonly retryAfterSeconds: number) {
    super(`again in ${retryAfterSeconds} s`);
  }
}

export type PreconditionCode =
  | 'consent-missing'
  | 'accounting-already-connected'
  | 'platform-not-offered'
  | 'files-not-taken'
  | 'connection-ending'
  | 'connection-not-resumable'
  | 'not-renewable'
  | 'needs-new-yes'
  | 'sign-in-at-bank'
  | 'asker-may-not-end'
  | 'asker-may-not-delete';

/** A rule says no for now; `code` says which, `detail` holds names for the sentence. */
export class Precondition extends Error {
  override readonly name = 'Precondition';
  constructor(
    readonly code: PreconditionCode,
    readonly detail: Record<string, string> = {},
  ) {
    super(code);
  }
}

export type UpstreamKind =
  | 'timeout'
  | 'unreachable'
  | 'unavailable'
  | 'busy'
  | 'garbage'
  | 'refused'
  | 'limit'
  | 'invalid'
  | 'in-progress'
  | 'not-found';

/**
 * Codat did not do what was asked, or we cannot know whether it did.
 * `answered` is false when no answer arrived: the work may have been done.
 */
export class Upstream extends Error {
  override readonly name = 'Upstream';
  readonly answered: boolean;
  readonly status: number | null;
  readonly retryAfterSeconds: number | null;
  readonly correlationId: string | null;
  constructor(
    readonly kind: UpstreamKind,
    facts: {
      answered: boolean;
      status?: number | null;
      retryAfterSeconds?: number | null;
      correlationId?: string | null;
      cause?: unknown;
    },
  ) {
    super(`Codat: ${kind}`, { cause: facts.cause });
    this.answered = facts.answered;
    this.status = facts.status ?? null;
    this.retryAfterSeconds = facts.retryAfterSeconds ?? null;
    this.correlationId = facts.correlationId ?? null;
  }
}

/** Work that no repetition can make succeed. The message is for staff: no data, addresses or keys. */
export class PermanentFailure extends Error {
  override readonly name = 'PermanentFailure';
}

/**
 * Postponed, and no failure: the job runs again after a while, without a limit of attempts. The thrower decides when
 * to stop.
 */
export class NotNow extends Error {
  override readonly name = 'NotNow';
  constructor(
    readonly waitMs: number,
    readonly reason: string | null = null,
  ) {
    super(reason ?? 'not now');
  }
}
