// Selection by time: the journey whose name hint belongs to the present access. A hint comes from the return address, which anyone can edit.
import { cleanName } from '../text/clean-name';
import type { Trip } from './share';

export interface NameHint {
  name: string;
  /** The customer's own trip: a customer could edit its address, but could just as well answer the question. */
  isOwn: boolean;
}

export interface HintedTrip extends Trip {
  /** The organisation in the return address, if that reported an authorisation. */
  organisationHint: string | null;
}

/** The organisation's name in an address; null if it has none. */
export function readHint(value: string | null): string | null {
  // An unfilled placeholder is no name.
  return value === null || /^\{.*\}$/.test(value) ? null : cleanName(value);
}

/**
 * The hint of the latest trip for this access. A hint of an earlier access is about another visit.
 * @param access when this access was found, and when the one before it was
 */
export function hintOf(
  trips: readonly HintedTrip[],
  access: { authorisedAt: Date | null; isNew: boolean },
): NameHint | null {
  const { authorisedAt, isNew } = access;
  const counting = trips.filter(({ createdAt, returnedAt }) => {
    if (returnedAt === null) return false;
    if (authorisedAt === null) return isNew;
    return isNew ? createdAt > authorisedAt : createdAt <= authorisedAt && returnedAt >= authorisedAt;
  });
  const [last] = counting.toSorted((one, other) => Number(other.createdAt) - Number(one.createdAt));
  if (last === undefined || last.organisationHint === null) return null;
  return { name: last.organisationHint, isOwn: last.shareId === null };
}
