// State machine of reading one kind of data: never more than Codat said, and never backwards.

export type ReadState = 'waiting' | 'reading' | 'ready' | 'not-offered' | 'problem';

/** What Codat says of one data type of a company (docs/codat.md#data-status). Unknown statuses are kept as text. */
export interface DataTypeStatus {
  dataType: string;
  currentStatus: string;
  /** Codat's id of the latest read of it; null where Codat did not say. */
  syncId: string | null;
  lastSuccessfulSyncAt: Date | null;
}

const READING = new Set([
  'Fetching',
  'MapQueued',
  'Mapping',
  'ProcessingQueued',
  'Processing',
  'ValidationQueued',
  'Validating',
]);
const PROBLEM = new Set([
  'FetchError',
  'MapError',
  'InternalError',
  'ProcessingError',
  'ValidationError',
  'AuthError',
  'Cancelled',
  'RateLimitError',
  'PermissionsError',
  'PrerequisiteNotMet',
  // Our own word: Codat was asked to read it and did not take the question.
  'NotQueued',
]);

/**
 * The state of one data type.
 * @param status Codat's word, or null when Codat has none yet
 * @param offered false when the platform is known not to offer this type, null when that is not known
 */
export function readStateOf(status: string | null, offered: boolean | null): ReadState {
  if (status === 'NotSupported') return 'not-offered';
  if (status === null) return offered === false ? 'not-offered' : 'waiting';
  if (status === 'Complete') return 'ready';
  if (PROBLEM.has(status)) return 'problem';
  return READING.has(status) ? 'reading' : 'waiting';
}

/** The state of a group: unfinished before problem before ready; kinds that the platform lacks are ignored. */
export function groupState(states: readonly ReadState[]): ReadState {
  const offered = states.filter((s) => s !== 'not-offered');
  if (offered.length === 0) return 'not-offered';
  if (offered.some((s) => s === 'reading')) return 'reading';
  if (offered.every((s) => s === 'waiting')) return 'waiting';
  if (offered.includes('waiting')) return 'reading';
  return offered.includes('problem') ? 'problem' : 'ready';
}

/** True when the read is through, well or badly. */
export function isReadOver(state: ReadState): boolean {
  return state === 'ready' || state === 'not-offered' || state === 'problem';
}

/** True when nothing will change by waiting. */
export function isSettled(states: readonly ReadState[]): boolean {
  return states.every(isReadOver);
}

/** One data type of one connection, as known here. */
export interface KnownRead {
  /** Codat's word. */
  status: string;
  syncId: string | null;
  /** When it was last read well, as Codat says. */
  lastReadAt: Date | null;
  /** When it was first seen to be through, well or badly; null until then. */
  settledAt: Date | null;
}

const RANK: Record<ReadState, number> = { waiting: 0, reading: 1, ready: 2, 'not-offered': 2, problem: 2 };
const rankOf = (status: string) => RANK[readStateOf(status, null)];

/**
 * Merges one more answer of Codat. Within one read the state never goes back, since answers can overtake each other;
 * only a new read starts over. Data that was read stays read.
 * @param known null for the first answer
 * @param seenAt the time of the answer, stored as the first time of a state
 */
export function mergeRead(
  known: KnownRead | null,
  said: Omit<KnownRead, 'settledAt'>,
  seenAt: Date,
): KnownRead {
  const isOlder = known !== null && isSameRead(known, said) && rankOf(said.status) < rankOf(known.status);
  const { status, syncId } = isOlder ? known : said;
  return {
    status,
    syncId,
    lastReadAt: later(known?.lastReadAt ?? null, said.lastReadAt),
    settledAt: known?.settledAt ?? (rankOf(status) === 2 ? seenAt : null),
  };
}

/** Where Codat gives no ids, what was through and is not any more can only be a new one. */
function isSameRead(known: KnownRead, said: Pick<KnownRead, 'status' | 'syncId'>): boolean {
  if (known.syncId !== null || said.syncId !== null) return known.syncId === said.syncId;
  return rankOf(known.status) < 2;
}

function later(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}

export function isSameKnown(a: KnownRead, b: KnownRead): boolean {
  return (
    a.status === b.status &&
    a.syncId === b.syncId &&
    a.lastReadAt?.getTime() === b.lastReadAt?.getTime() &&
    a.settledAt?.getTime() === b.settledAt?.getTime()
  );
}
