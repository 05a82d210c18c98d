// Completion rule of the first read: the moment to write to the business, and the facts of that letter.
import { DAY_MS } from '../text/duration';
import type { GroupProgress, StoredRead } from './read-groups';
import { areSettled } from './read-groups';

/** After this long the letter is sent with the data read so far (milliseconds of business time). */
export const LATE_MS = DAY_MS;

interface FirstRead {
  /** The data that one product reads through one connection. */
  groups: readonly GroupProgress[];
  reads: readonly Pick<StoredRead, 'dataType' | 'settledAt'>[];
  /** When the present consent was given. */
  agreedAt: Date;
  /** When access through the connection was last authorised. */
  linkedAt: Date;
  now: Date;
}

/**
 * True once every read has ended, successfully or not, or a day has passed and some data is there. Data read before the
 * consent is no news to the customer.
 */
export function isFirstReadOver({ groups, reads, agreedAt, linkedAt, now }: FirstRead): boolean {
  const types = groups.flatMap((group) => group.types);
  if (types.length === 0) return false;
  const ids = new Set(types.map(({ id }) => id));
  const times = reads.flatMap(({ dataType, settledAt }) =>
    ids.has(dataType) && settledAt !== null ? [settledAt.getTime()] : [],
  );
  const last = times.length === 0 ? linkedAt.getTime() : Math.max(...times);
  if (areSettled(groups)) return last >= agreedAt.getTime();
  const isLate = now.getTime() - linkedAt.getTime() >= LATE_MS;
  return isLate && last >= agreedAt.getTime() && types.some(({ state }) => state === 'ready');
}

/** Groups with data ready, then single data types without; ids of the latter. */
export interface FirstReadParts {
  ready: GroupProgress[];
  absent: string[];
  failed: string[];
  open: string[];
}

export function partsOf(groups: readonly GroupProgress[]): FirstReadParts {
  const types = groups.flatMap((group) => group.types);
  const of = (...states: string[]) => types.filter(({ state }) => states.includes(state)).map(({ id }) => id);
  return {
    ready: groups.filter((group) => group.types.some(({ state }) => state === 'ready')),
    absent: of('not-offered'),
    failed: of('problem'),
    open: of('waiting', 'reading'),
  };
}
