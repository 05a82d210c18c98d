// Logout token (OpenID Connect Back-Channel Logout 1.0, 2.4 and 2.6): reads the claims of a token that was verified.

export const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout';
/** Older tokens are refused, so that their ids need not be stored for longer. Seconds. */
export const LOGOUT_MAX_AGE = 600;
/** Seconds that the two clocks may differ. */
export const LOGOUT_TOLERANCE = 120;

/** What to end: one session of the service, all sessions of a person, or one session of a person. */
export interface LogoutOrder {
  jti: string;
  sid: string | null;
  subject: string | null;
}

export type LogoutProblem = 'typ' | 'jti' | 'events' | 'nonce' | 'nobody';

const LONGEST = 300;
const TYPES = ['logout+jwt', 'application/logout+jwt', 'jwt'];

/** @param typ of the header, if present: an access token has another */
export function readLogout(
  claims: Record<string, unknown>,
  typ: string | undefined,
): { ok: true; order: LogoutOrder } | { ok: false; problem: LogoutProblem } {
  const refuse = (problem: LogoutProblem) => ({ ok: false, problem }) as const;
  if (typ !== undefined && !TYPES.includes(typ.toLowerCase())) return refuse('typ');
  const jti = text(claims.jti);
  if (jti === null) return refuse('jti');
  if (!isObject(claims.events) || !isObject(claims.events[LOGOUT_EVENT])) return refuse('events');
  // Only ID tokens have a nonce: one must not pass as a logout token.
  if ('nonce' in claims) return refuse('nonce');
  const [sid, subject] = [text(claims.sid), text(claims.sub)];
  const isMisread =
    (claims.sid !== undefined && sid === null) || (claims.sub !== undefined && subject === null);
  if (isMisread || (sid === null && subject === null)) return refuse('nobody');
  return { ok: true, order: { jti, sid, subject } };
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' && value.length <= LONGEST ? value : null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
