// State machine of reading one data type: never ahead of Codat's reports, and never backwards.

export type ReadState = 'waiting' | 'reading' | 'ready' | 'not-offered' | 'problem';

/** Codat's status of one data type of a company (docs/codat.md#data-status). Unknown statuses are kept as text. */
export interface DataTypeStatus {
  dataType: string;
  currentStatus: string;
  /** Codat's id of its latest read; null if Codat gave none. */
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
  // Accord's own status: Codat refused the request to read it.
  'NotQueued',
]);

/**
 * The state of one data type.
 * @param status as Codat spells it, or null when Codat has none yet
 * @param offered false when the platform does not offer this type, null when unknown
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

/** True when the read has ended, successfully or not. */
export function isReadOver(state: ReadState): boolean {
  return state === 'ready' || state === 'not-offered' || state === 'problem';
}

/** True when waiting changes nothing. */
export function isSettled(states: readonly ReadState[]): boolean {
  return states.every(isReadOver);
}

/** One data type of one connection, as known here. */
export interface KnownRead {
  /** As Codat spells it. */
  status: string;
  syncId: string | null;
  /** When it was last read successfully, according to Codat. */
  lastReadAt: Date | null;
  /** When it was first seen finished, successful or not; null until then. */
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

/** If Codat gives no ids: a finished read that is unfinished again must be a new one. */
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
