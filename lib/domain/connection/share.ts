// Validity rule of a delegated link at a moment.

/** How long a link may be used; after that the customer makes a new one. */
export const SHARE_DAYS = 7;

export interface ShareFacts {
  expiresAt: Date;
  /** The colleague went to the platform. */
  openedAt: Date | null;
  /** Codat said that the platform is connected. */
  authorisedAt: Date | null;
  revokedAt: Date | null;
}

/** `orphaned`: its maker may not invite any more. */
export type ShareStatus = 'sent' | 'opened' | 'authorised' | 'expired' | 'revoked' | 'orphaned';

/**
 * What was authorised stays so: taking the link back afterwards does not end a connection.
 * @param isBacked who made it may still invite for the business
 */
export function shareStatus(share: ShareFacts, isBacked: boolean, now: Date): ShareStatus {
  if (share.authorisedAt !== null) return 'authorised';
  if (share.revokedAt !== null) return 'revoked';
  if (share.expiresAt <= now) return 'expired';
  if (!isBacked) return 'orphaned';
  return share.openedAt === null ? 'sent' : 'opened';
}

/** True while the link leads to the platform. Going there and leaving again uses nothing up. */
export function mayUseShare(share: ShareFacts, isBacked: boolean, now: Date): boolean {
  const status = shareStatus(share, isBacked, now);
  return status === 'sent' || status === 'opened';
}

export function shareExpiry(now: Date): Date {
  return new Date(now.getTime() + SHARE_DAYS * 24 * 60 * 60 * 1000);
}

/** One trip to the platform, for one connection. */
export interface Trip {
  /** The link with which a colleague made it; null when the customer went there. */
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

/** The link of the trip that connected; null when it was the customer's own, or there was none. */
export function shareOfTrip(trips: readonly Trip[], at: Date): string | null {
  return tripThatConnected(trips, at)?.shareId ?? null;
}

/**
 * The trip that connected. Codat does not say whose
 * trip it was, so: the one that comes back at this very moment, else the one begun last that has not come back (what came
 * back before had not connected, or that would be known), else the one that came back last.
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
