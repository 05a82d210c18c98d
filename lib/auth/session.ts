// Session settings: the configured limits, and the name of the cookie.
import type { SessionLimits } from '../domain/identity/session-life';
import { getEnv } from '../runtime/env';

export function sessionLimits(): SessionLimits {
  const { SESSION_IDLE_MINUTES, SESSION_HOURS, MEMBERSHIP_DAYS } = getEnv();
  return {
    idleMs: SESSION_IDLE_MINUTES * 60_000,
    longestMs: SESSION_HOURS * 3_600_000,
    memberDays: MEMBERSHIP_DAYS,
  };
}

/** The cookie only has to outlive the row, which ends earlier without use. */
export function sessionCookieSeconds(): number {
  return sessionLimits().longestMs / 1000;
}

export function isSecureSite(): boolean {
  return getEnv().NEXTAUTH_URL.startsWith('https:');
}

/** `__Host-` ties the cookie to this host over HTTPS; browsers refuse that name over plain HTTP, which the demo uses. */
export function sessionCookieName(): string {
  return isSecureSite() ? '__Host-accord.session' : 'accord.session';
}
