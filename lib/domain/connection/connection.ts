// State rules of a connection: the meaning of each state, and the connections that a business may start.

export const SOURCE_TYPES = ['Accounting', 'Banking', 'Commerce'] as const;
/** Codat's source types that a product may ask for. */
export type SourceType = (typeof SOURCE_TYPES)[number];

/**
 * Codat's four statuses, plus `starting` (Codat has not answered yet), `deleted` (no longer at Codat) and `other` (a
 * status that is unknown here: access is not assumed).
 */
export type ConnectionState =
  | 'starting'
  | 'PendingAuth'
  | 'Linked'
  | 'Unlinked'
  | 'Deauthorized'
  | 'other'
  | 'deleted';

/** Events of a connection, in Codat's words where it has one. */
export type ConnectionEventKind =
  | 'started'
  | 'linked'
  /** Authorised again after it had been lost or stopped. */
  | 'relinked'
  /** The customer reconfirmed it here. */
  | 'reconfirmed'
  /** Its time ran out without a reconfirmation: Codat is told to stop. */
  | 'lapsed'
  | 'unlinked'
  | 'deauthorized'
  /** Codat's word for its state is unknown here. */
  | 'unclear'
  /** It gave access before its state was unclear, and does so again. */
  | 'clear'
  | 'deleted'
  | 'organisation-confirmed'
  | 'organisation-refused';

/** The customer's answer to whether the right organisation is connected: none yet, or no. */
export type ConnectionDoubt = 'unanswered' | 'refused';

export interface ConnectionFacts {
  id: string;
  platformKey: string;
  platformName: string;
  sourceType: SourceType;
  state: ConnectionState;
  /** True for files that the customer sent: no platform is behind them. */
  isUpload?: boolean;
  /** Whether the right organisation is connected, where that is not certain. */
  doubt?: ConnectionDoubt | null;
  /** After this moment nothing is read until the customer reconfirms; null without an end by time. */
  confirmBy?: Date | null;
  /** Codat was told to stop because the time ran out, and no other end followed. */
  isLapsed?: boolean;
}

/** A platform holds Codat's one place for accounting; files do not count. */
export function holdsAccounting(connection: ConnectionFacts): boolean {
  return connection.sourceType === 'Accounting' && isLinked(connection) && connection.isUpload !== true;
}

/** Another connection that holds the one place for accounting. */
export function inTheWayOf<T extends ConnectionFacts>(
  existing: readonly T[],
  { id, sourceType }: Pick<ConnectionFacts, 'id' | 'sourceType'>,
): T | null {
  const isAccounting = (c: ConnectionFacts) => c.sourceType === 'Accounting' && isLinked(c) && c.id !== id;
  return sourceType === 'Accounting' ? (existing.find(isAccounting) ?? null) : null;
}

/** True when Codat may read new data through the connection. */
export function isLinked(connection: Pick<ConnectionFacts, 'state'>): boolean {
  return connection.state === 'Linked';
}

/** True for a question that must be answered before the connection can be used. */
export function needsCheck(connection: Pick<ConnectionFacts, 'state' | 'doubt'>): boolean {
  return isLinked(connection) && connection.doubt === 'unanswered';
}

/** Its data may belong to another organisation. */
export function isDoubted({ doubt }: Pick<ConnectionFacts, 'doubt'>): boolean {
  return doubt !== undefined && doubt !== null;
}

export function isUnfinished({ state }: Pick<ConnectionFacts, 'state'>): boolean {
  return state === 'PendingAuth' || state === 'starting';
}

/** True when going to the platform again would open or finish this same connection. */
export function mayResume(connection: Pick<ConnectionFacts, 'state' | 'isUpload'>): boolean {
  return connection.isUpload !== true && (isUnfinished(connection) || mayHaveData(connection));
}

/** A bank's permission expires: signing in there again before that restarts its time. */
export function maySignInAgain(
  connection: Pick<ConnectionFacts, 'state' | 'sourceType' | 'isUpload'>,
): boolean {
  return connection.sourceType === 'Banking' && isLinked(connection) && connection.isUpload !== true;
}

/** True when access has ended and data that was read is still at Codat. */
export function mayHaveData({ state }: Pick<ConnectionFacts, 'state'>): boolean {
  return state === 'Deauthorized' || state === 'Unlinked' || state === 'other';
}

/** Codat can end access only where there is some, or where the platform revoked it. */
export function mayDisconnect({ state }: Pick<ConnectionFacts, 'state'>): boolean {
  return state === 'Linked' || state === 'Deauthorized' || state === 'other';
}

/** Every connection that exists at Codat can be deleted, an unfinished one too. */
export function mayDelete({ state }: Pick<ConnectionFacts, 'state'>): boolean {
  return state !== 'deleted' && state !== 'starting';
}

/**
 * The stored state after Codat's answer. Access that ended here stays ended: Codat may report it as lost or
 * unfinished, though the platform revoked nothing. Only new access changes that.
 * @param known null for a connection that was not known here
 */
export function stateAfter<S extends ConnectionState>(
  known: ConnectionState | null,
  said: S,
): S | 'Unlinked' {
  return known === 'Unlinked' && said !== 'Linked' && said !== 'deleted' ? 'Unlinked' : said;
}

/**
 * The event between two answers of Codat; null when there is none to record.
 * @param before null for a connection that was not known here
 * @param wasLinked it gave access at some time before
 */
export function eventBetween(
  before: ConnectionState | null,
  after: ConnectionState,
  wasLinked: boolean,
): ConnectionEventKind | null {
  if (before === after) return null;
  switch (after) {
    case 'Linked':
      if (!wasLinked) return 'linked';
      return before === 'other' ? 'clear' : 'relinked';
    case 'other':
      return before === null ? null : 'unclear';
    case 'Unlinked':
    case 'Deauthorized':
      // The time and reason of a stranger's end are unknown here.
      if (before === null) return null;
      return after === 'Unlinked' ? 'unlinked' : 'deauthorized';
    case 'deleted':
      return 'deleted';
    case 'starting':
    case 'PendingAuth':
      return null;
    default:
      return after satisfies never;
  }
}
