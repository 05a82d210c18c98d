// Logout token (OpenID Connect Back-Channel Logout 1.0, 2.4 and 2.6): its claims, after signature, issuer, audience and times were proven.

export const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout';
/** One that is older is refused, so that its id need not be remembered for longer. Seconds. */
export const LOGOUT_MAX_AGE = 600;
/** Seconds that the clocks of the two may differ. */
export const LOGOUT_TOLERANCE = 120;

/** Whom it is about: one session of the service, everything of a person, or one session of a person. */
export interface LogoutOrder {
  jti: string;
  sid: string | null;
  subject: string | null;
}

export type LogoutProblem = 'typ' | 'jti' | 'events' | 'nonce' | 'nobody';

const LONGEST = 300;
const TYPES = ['logout+jwt', 'application/logout+jwt', 'jwt'];

/** @param typ of the header, when there is one: an access token says another */
export function readLogout(
  claims: Record<string, unknown>,
  typ: string | undefined,
): { ok: true; order: LogoutOrder } | { ok: false; problem: LogoutProblem } {
  const refuse = (problem: LogoutProblem) => ({ ok: false, problem }) as const;
  if (typ !== undefined && !TYPES.includes(typ.toLowerCase())) return refuse('typ');
  const jti = text(claims.jti);
  if (jti === null) return refuse('jti');
  if (!isObject(claims.events) || !isObject(claims.events[LOGOUT_EVENT])) return refuse('events');
  // An ID token has one: it must not pass for an order to log out.
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
