// Owns how long a session lives and what its cookie is called.
import { getEnv } from '../env';

/** Ends after an hour without a page, and after twelve hours in any case (milliseconds). */
export const SESSION_IDLE_MS = 60 * 60 * 1000;
export const SESSION_MAX_MS = 12 * 60 * 60 * 1000;
/** How often the end is moved: a write every few minutes, not on every page. */
const EXTEND_EVERY_MS = 5 * 60 * 1000;

export interface SessionTimes {
  createdAt: Date;
  expiresAt: Date;
}

export function newExpiry(createdAt: Date, now: Date): Date {
  return new Date(Math.min(now.getTime() + SESSION_IDLE_MS, createdAt.getTime() + SESSION_MAX_MS));
}

/** The new end of a session that is in use, or null when it is not worth a write yet. */
export function extension(session: SessionTimes, now: Date): Date | null {
  const next = newExpiry(session.createdAt, now);
  return next.getTime() - session.expiresAt.getTime() >= EXTEND_EVERY_MS ? next : null;
}

export function isSecureSite(): boolean {
  return getEnv().NEXTAUTH_URL.startsWith('https:');
}

/** `__Host-` ties the cookie to this host over HTTPS; browsers refuse that name over plain HTTP, which the demo uses. */
export function sessionCookieName(): string {
  return isSecureSite() ? '__Host-accord.session' : 'accord.session';
}
