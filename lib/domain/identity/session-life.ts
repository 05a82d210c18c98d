// Session lifetime: idle limit, absolute limit and age of the sign-in service's word; the strictest ends a session.
import { DAY_MS, MINUTE_MS } from '../text/duration';

export interface SessionLimits {
  idleMs: number;
  longestMs: number;
  /** Days since the last sign-in at the service after which a person acts for no business; null: no limit. */
  memberDays: number | null;
}

export interface SessionTimes {
  createdAt: Date;
  usedAt: Date;
  /** Null for people whom the service does not know. */
  issuerSignedInAt: Date | null;
}

/** When it ends if nothing comes any more. */
export function sessionEnd({ createdAt, usedAt }: SessionTimes, limits: SessionLimits): Date {
  return new Date(Math.min(usedAt.getTime() + limits.idleMs, createdAt.getTime() + limits.longestMs));
}

export function isSessionOver(session: SessionTimes, limits: SessionLimits, now: Date): boolean {
  return (
    sessionEnd(session, limits) <= now || !isSignInConfirmed(session.issuerSignedInAt, limits.memberDays, now)
  );
}

/** Use is written down every few minutes, not on every page; more often where the idle limit is short. */
export function isWorthNoting(usedAt: Date, { idleMs }: SessionLimits, now: Date): boolean {
  return now.getTime() - usedAt.getTime() >= Math.min(5 * MINUTE_MS, idleMs / 10);
}

/** Whether what the service said last of a person's businesses still counts. */
export function isSignInConfirmed(issuerSignedInAt: Date | null, days: number | null, now: Date): boolean {
  return (
    days === null || issuerSignedInAt === null || now.getTime() - issuerSignedInAt.getTime() < days * DAY_MS
  );
}
