// Error page routing for returns from the sign-in service: the destination survives every failure there. Pure.
import { DEFAULT_NEXT, safeNextPath } from '../security/next-path';

/** The service's error codes when it signs no one in (OpenID Connect Core, 3.1.2.6), as the error page names them. */
const SAID = new Map([
  ['access_denied', 'cancelled'],
  ['interaction_required', 'cancelled'],
  ['login_required', 'cancelled'],
  ['account_selection_required', 'cancelled'],
  ['consent_required', 'cancelled'],
  ['temporarily_unavailable', 'unavailable'],
  ['server_error', 'unavailable'],
]);

/** The problem for an error code of the service; `failed` for any other code. */
export function problemSaid(error: string): string {
  return SAID.get(error) ?? 'failed';
}

export function signInPlace(problem: string, next: string): string {
  return `/sign-in?${new URLSearchParams({ error: problem, next }).toString()}`;
}

/** The address of a stronger sign-in: to the service, and back to the page. */
export function stepUpPlace(page: string): string {
  return signInPlace('confirm', page);
}

/**
 * @param location the redirect of next-auth
 * @returns the code of its error; null if it is none
 */
export function errorIn(location: string | null, origin: string): string | null {
  if (location === null || !URL.canParse(location, origin)) return null;
  const url = new URL(location, origin);
  const isOurs = url.origin === origin && /^\/(sign-in|api\/auth\/(error|signin))(\/|$)/.test(url.pathname);
  return isOurs ? (url.searchParams.get('error') ?? 'failed') : null;
}

/** The destination: a path from this site's links, or next-auth's whole address. */
export function nextIn(query: { next?: unknown; callbackUrl?: unknown }, origin: string): string {
  if (query.next !== undefined) return safeNextPath(query.next);
  const { callbackUrl } = query;
  if (typeof callbackUrl !== 'string' || !URL.canParse(callbackUrl, origin)) return DEFAULT_NEXT;
  const url = new URL(callbackUrl, origin);
  return url.origin === origin ? safeNextPath(`${url.pathname}${url.search}`) : DEFAULT_NEXT;
}
