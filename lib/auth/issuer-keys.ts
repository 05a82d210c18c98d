// Keys and addresses of the sign-in service, found by discovery: requests are coalesced, and paused after a failure.
import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { machineMs } from '../runtime/clock';

const TIMEOUT_MS = 5000;
/** Discovery is repeated after an hour, and after a failure no sooner than ten seconds: any client can trigger it. */
const KNOWN_MS = 60 * 60_000;
const FAILED_MS = 10_000;

const Discovery = z.object({
  issuer: z.string(),
  jwks_uri: z.url(),
  // Many services have none; a malformed one must not stop logouts that the service sends.
  end_session_endpoint: z
    .url({ protocol: /^https?$/ })
    .optional()
    .catch(undefined),
});

export interface IssuerKeys {
  /** The issuer's own spelling: configurations often lack its trailing slash. */
  issuer: string;
  keys: JWTVerifyGetKey;
  /** Where people end their session at the service (RP-Initiated Logout 1.0); null where it has no such page. */
  endSession: string | null;
}

interface Asked {
  issuer: string;
  keys: Promise<IssuerKeys>;
  askAgainAt: number;
}

let asked: Asked | undefined;

/** @throws when the service does not answer, or states another issuer */
export function issuerKeys(issuer: string): Promise<IssuerKeys> {
  if (asked?.issuer === issuer && machineMs() < asked.askAgainAt) return asked.keys;
  const own: Asked = { issuer, keys: discover(issuer), askAgainAt: machineMs() + KNOWN_MS };
  asked = own;
  own.keys.catch(() => {
    own.askAgainAt = machineMs() + FAILED_MS;
  });
  return own.keys;
}

async function discover(issuer: string): Promise<IssuerKeys> {
  const address = `${withoutSlash(issuer)}/.well-known/openid-configuration`;
  const answer = await fetch(address, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'error' });
  if (!answer.ok) throw new Error(`The sign-in service answered ${answer.status}.`);
  const said = Discovery.parse(await answer.json());
  if (withoutSlash(said.issuer) !== withoutSlash(issuer))
    throw new Error('The sign-in service calls itself by another name.');
  const keys = createRemoteJWKSet(new URL(said.jwks_uri), { timeoutDuration: TIMEOUT_MS });
  return { issuer: said.issuer, keys, endSession: said.end_session_endpoint ?? null };
}

function withoutSlash(address: string): string {
  return address.replace(/\/$/, '');
}
