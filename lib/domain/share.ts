// Owns what a colleague's link is worth at a moment.

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

export type ShareStatus = 'sent' | 'opened' | 'authorised' | 'expired' | 'revoked';

/** What was authorised stays so: taking the link back afterwards does not end a connection. */
export function shareStatus(share: ShareFacts, now: Date): ShareStatus {
  if (share.authorisedAt !== null) return 'authorised';
  if (share.revokedAt !== null) return 'revoked';
  if (share.expiresAt <= now) return 'expired';
  return share.openedAt === null ? 'sent' : 'opened';
}

/** True while the link leads to the platform. Going there and leaving again uses nothing up. */
export function mayUseShare(share: ShareFacts, now: Date): boolean {
  const status = shareStatus(share, now);
  return status === 'sent' || status === 'opened';
}

export function shareExpiry(now: Date): Date {
  return new Date(now.getTime() + SHARE_DAYS * 24 * 60 * 60 * 1000);
}
