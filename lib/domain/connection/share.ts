// Validity rule of a delegated link at a moment.

/** How long a link may be used; after that the customer makes a new one. */
export const SHARE_DAYS = 7;

export interface ShareFacts {
  expiresAt: Date;
  /** The colleague went to the platform. */
  openedAt: Date | null;
  /** Codat reported the platform as connected. */
  authorisedAt: Date | null;
  revokedAt: Date | null;
}

/** `orphaned`: its maker may no longer invite colleagues. */
export type ShareStatus = 'sent' | 'opened' | 'authorised' | 'expired' | 'revoked' | 'orphaned';

/**
 * An authorisation stays: revoking the link afterwards does not end the connection.
 * @param isBacked the maker may still invite colleagues for the business
 */
export function shareStatus(share: ShareFacts, isBacked: boolean, now: Date): ShareStatus {
  if (share.authorisedAt !== null) return 'authorised';
  if (share.revokedAt !== null) return 'revoked';
  if (share.expiresAt <= now) return 'expired';
  if (!isBacked) return 'orphaned';
  return share.openedAt === null ? 'sent' : 'opened';
}

/** True while the link leads to the platform. Going there and coming back unfinished does not use it up. */
export function mayUseShare(share: ShareFacts, isBacked: boolean, now: Date): boolean {
  const status = shareStatus(share, isBacked, now);
  return status === 'sent' || status === 'opened';
}

export function shareExpiry(now: Date): Date {
  return new Date(now.getTime() + SHARE_DAYS * 24 * 60 * 60 * 1000);
}

/** One trip to the platform, for one connection. */
export interface Trip {
  /** The link, for a colleague's trip; null for the customer's own. */
  shareId: string | null;
  createdAt: Date;
  returnedAt: Date | null;
}

/** A journey that ended longer ago did not create the present access. */
const TRIP_COUNTS_MS = SHARE_DAYS * 24 * 60 * 60 * 1000;

export type ConnectedBy = 'own-trip' | 'colleague' | 'elsewhere';

/** The origin of the access at a moment, as far as journeys show. */
export function connectedBy(trips: readonly Trip[], at: Date): { by: ConnectedBy; shareId: string | null } {
  const trip = tripThatConnected(trips, at);
  const isOver =
    trip === null || at.getTime() - (trip.returnedAt ?? trip.createdAt).getTime() > TRIP_COUNTS_MS;
  if (isOver) return { by: 'elsewhere', shareId: null };
  return trip.shareId === null
    ? { by: 'own-trip', shareId: null }
    : { by: 'colleague', shareId: trip.shareId };
}

/** The link of the trip that connected; null for the customer's own trip, or for none. */
export function shareOfTrip(trips: readonly Trip[], at: Date): string | null {
  return tripThatConnected(trips, at)?.shareId ?? null;
}

/**
 * The trip that connected. Codat does not say which
 * one it was, so: the trip that returns at this very moment, else the latest one that has not returned (a trip that
 * returned earlier had not connected, or that would be known), else the one that returned last.
 * @param at when the connection was found
 */
function tripThatConnected(trips: readonly Trip[], at: Date): Trip | null {
  const latest = (time: (trip: Trip) => Date | null, those: readonly Trip[]) =>
    those.toSorted((a, b) => Number(time(b)) - Number(time(a)))[0];
  const open = trips.filter(({ returnedAt }) => returnedAt === null);
  return (
    trips.find(({ returnedAt }) => returnedAt?.getTime() === at.getTime()) ??
    latest(({ createdAt }) => createdAt, open) ??
    latest(({ returnedAt }) => returnedAt, trips) ??
    null
  );
}
