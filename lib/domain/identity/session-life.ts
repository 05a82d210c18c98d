// Session lifetime: idle limit, absolute limit, age of the last sign-in at the service; the strictest one ends a session.
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
  /** Null for people without an identity at the service. */
  issuerSignedInAt: Date | null;
}

/** When the session ends without further use. */
export function sessionEnd({ createdAt, usedAt }: SessionTimes, limits: SessionLimits): Date {
  return new Date(Math.min(usedAt.getTime() + limits.idleMs, createdAt.getTime() + limits.longestMs));
}

export function isSessionOver(session: SessionTimes, limits: SessionLimits, now: Date): boolean {
  return (
    sessionEnd(session, limits) <= now || !isSignInConfirmed(session.issuerSignedInAt, limits.memberDays, now)
  );
}

/** Use is recorded every few minutes, not on every page; more often if the idle limit is short. */
export function isWorthNoting(usedAt: Date, { idleMs }: SessionLimits, now: Date): boolean {
  return now.getTime() - usedAt.getTime() >= Math.min(5 * MINUTE_MS, idleMs / 10);
}

/** Whether the service's last statement about a person's businesses is recent enough. */
export function isSignInConfirmed(issuerSignedInAt: Date | null, days: number | null, now: Date): boolean {
  return (
    days === null || issuerSignedInAt === null || now.getTime() - issuerSignedInAt.getTime() < days * DAY_MS
  );
}
