// Owns how the reading of data is told: one plain state per kind of data, never more than Codat said.

export type ReadState = 'waiting' | 'reading' | 'ready' | 'not-offered' | 'problem';

/** What Codat says of one data type of a company (contract d). Unknown statuses are kept as text. */
export interface DataTypeStatus {
  dataType: string;
  currentStatus: string;
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
]);

/**
 * The state of one data type.
 * @param status Codat's entry, or null when Codat has none yet
 * @param offered false when the platform is known not to offer this type, null when that is not known
 */
export function readStateOf(status: DataTypeStatus | null, offered: boolean | null): ReadState {
  if (status?.currentStatus === 'NotSupported') return 'not-offered';
  if (status === null) return offered === false ? 'not-offered' : 'waiting';
  if (status.currentStatus === 'Complete') return 'ready';
  if (PROBLEM.has(status.currentStatus)) return 'problem';
  return READING.has(status.currentStatus) ? 'reading' : 'waiting';
}

/** The state of a group: a problem or an unfinished part shows before what is ready. */
export function groupState(states: readonly ReadState[]): ReadState {
  const offered = states.filter((s) => s !== 'not-offered');
  if (offered.length === 0) return 'not-offered';
  if (offered.includes('problem')) return 'problem';
  if (offered.every((s) => s === 'ready')) return 'ready';
  return offered.every((s) => s === 'waiting') ? 'waiting' : 'reading';
}

/** True when nothing will change by waiting. */
export function isSettled(states: readonly ReadState[]): boolean {
  return states.every((s) => s === 'ready' || s === 'not-offered' || s === 'problem');
}
