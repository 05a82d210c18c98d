// Selection by time: the journey whose name hint belongs to the present access. A hint comes from the return address, which anyone can edit.
import { cleanName } from '../text/clean-name';
import type { Trip } from './share';

export interface NameHint {
  name: string;
  /** The customer's own trip: who could edit its address can answer the question as well. A colleague cannot. */
  isOwn: boolean;
}

export interface HintedTrip extends Trip {
  /** What its way back called the organisation, when it said that the platform was authorised. */
  organisationHint: string | null;
}

/** What an address calls an organisation; null where it names none. */
export function readHint(value: string | null): string | null {
  // An unfilled placeholder is no name.
  return value === null || /^\{.*\}$/.test(value) ? null : cleanName(value);
}

/**
 * The hint of the trip that was made last for this access. One of an earlier access speaks of another visit.
 * @param access when this access was found, and the one before it
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
