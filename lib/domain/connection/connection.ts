// State rules of a connection: the meaning of each state, and the connections that a business may start.

export const SOURCE_TYPES = ['Accounting', 'Banking', 'Commerce'] as const;
/** Codat's source types that a product may ask for. */
export type SourceType = (typeof SOURCE_TYPES)[number];

/**
 * Codat's four statuses, plus `starting` (Codat has not answered yet), `deleted` (gone at Codat) and `other` (Codat says
 * something that is not known here: nothing is read through it on a guess).
 */
export type ConnectionState =
  | 'starting'
  | 'PendingAuth'
  | 'Linked'
  | 'Unlinked'
  | 'Deauthorized'
  | 'other'
  | 'deleted';

/** What can happen to a connection; Codat's words where it has one. */
export type ConnectionEventKind =
  | 'started'
  | 'linked'
  /** Authorised again after it had been lost or stopped. */
  | 'relinked'
  /** Still wanted: the customer said so here. */
  | 'reconfirmed'
  /** Its time is over, and nobody said that it is still wanted: Codat is told to stop. */
  | 'lapsed'
  | 'unlinked'
  | 'deauthorized'
  /** Codat's word for its state is not known here. */
  | 'unclear'
  /** It gave access before its state was unclear, and gives it now. */
  | 'clear'
  | 'deleted'
  | 'organisation-confirmed'
  | 'organisation-refused';

/** What the customer said, when asked whether the right organisation is connected: nothing yet, or no. */
export type ConnectionDoubt = 'unanswered' | 'refused';

export interface ConnectionFacts {
  id: string;
  platformKey: string;
  platformName: string;
  sourceType: SourceType;
  state: ConnectionState;
  /** No platform is behind it: it holds files that the customer sent. */
  isUpload?: boolean;
  /** Whether the right organisation is connected, where that is not certain. */
  doubt?: ConnectionDoubt | null;
  /** From then on nothing is read until the customer says again that it is wanted; null where no time ends it. */
  confirmBy?: Date | null;
  /** Codat was told to stop because that time was over, and the customer has not been asked anything else since. */
  isLapsed?: boolean;
}

/** Codat's one place for accounting is taken by a platform; files are beside it. */
export function holdsAccounting(connection: ConnectionFacts): boolean {
  return connection.sourceType === 'Accounting' && isLinked(connection) && connection.isUpload !== true;
}

/** The connection that has the one place for accounting, when it is not this one. */
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

/** True for the question that holds up what the connection is for. */
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

/** True when going to the platform again would open or finish this very connection. */
export function mayResume(connection: Pick<ConnectionFacts, 'state' | 'isUpload'>): boolean {
  return connection.isUpload !== true && (isUnfinished(connection) || mayHaveData(connection));
}

/** A bank's permission runs out: signing in there again while it still holds makes its time start anew. */
export function maySignInAgain(
  connection: Pick<ConnectionFacts, 'state' | 'sourceType' | 'isUpload'>,
): boolean {
  return connection.sourceType === 'Banking' && isLinked(connection) && connection.isUpload !== true;
}

/** True when access is over and what was read is still at Codat. */
export function mayHaveData({ state }: Pick<ConnectionFacts, 'state'>): boolean {
  return state === 'Deauthorized' || state === 'Unlinked' || state === 'other';
}

/** Codat ends access only where there is some, or where the platform revoked it. */
export function mayDisconnect({ state }: Pick<ConnectionFacts, 'state'>): boolean {
  return state === 'Linked' || state === 'Deauthorized' || state === 'other';
}

/** Anything that Codat has can be deleted, an unfinished one too. */
export function mayDelete({ state }: Pick<ConnectionFacts, 'state'>): boolean {
  return state !== 'deleted' && state !== 'starting';
}

/**
 * The stored state after an answer of Codat. Access that ended here stays ended: Codat may report it as lost or
 * unfinished, though the platform revoked nothing. Only access that exists again changes that.
 * @param known null for a connection that was not known here
 */
export function stateAfter<S extends ConnectionState>(
  known: ConnectionState | null,
  said: S,
): S | 'Unlinked' {
  return known === 'Unlinked' && said !== 'Linked' && said !== 'deleted' ? 'Unlinked' : said;
}

/**
 * What happened between two answers of Codat; null when nothing worth telling did.
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
