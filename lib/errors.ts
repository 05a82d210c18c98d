// Typed errors that verbs throw on purpose. Every other exception is a bug.

/** It does not exist, or not for this business: the two are indistinguishable. */
export class NotFound extends Error {
  override readonly name = 'NotFound';
}

/** Stored data contradicts itself: a bug or a forgery. The verb does nothing, and does not report success. */
export class LedgerContradiction extends Error {
  override readonly name = 'LedgerContradiction';
  readonly code = 'record-in-doubt';
}

/** The data on the page has changed since; `code` says how. */
export class Conflict extends Error {
  override readonly name = 'Conflict';
  constructor(readonly code: 'notice-changed' | 'changed-meanwhile') {
    super(code);
  }
}

/** Requested too often recently. */
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

/** A rule forbids it for now; `code` names the rule, `detail` has names for the sentence. */
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
 * Codat failed, or it is unknown whether it did.
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

/** Work that cannot succeed by repetition. The message is for staff: no data, addresses or keys. */
export class PermanentFailure extends Error {
  override readonly name = 'PermanentFailure';
}

/**
 * Postponed, which is no failure: the job runs again later, with no limit of attempts. The thrower decides when
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
