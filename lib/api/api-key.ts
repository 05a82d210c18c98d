// Authentication of the client's systems: a key in the Authorization header, its scope, and how often it may ask.
import type { Context, MiddlewareHandler } from 'hono';
import type { Db } from '@/db/client';
import type { ApiKeyRow } from '@/db/queries/api-keys';
import { authenticateKey } from '../access/api-keys';
import type { Scope } from '../domain/identity/api-key';
import { networkOf } from '../security/client-network';
import type { Limiter } from '../security/rate-limiter';
import type { LimitName } from '../security/rate-limits';
import type { KeyLimit } from './key-limit';
import { problem, tooManyRequests } from './problem';

export interface KeyTools {
  db: () => Db;
  /** The machine's time. */
  now: () => Date;
  limit: KeyLimit;
  /** Of those who show no key that opens. */
  limiter: () => Limiter<LimitName>;
  /** Trusted proxies; as configured when absent. */
  hops?: number;
}

const SHOWN = new WeakMap<Context, ApiKeyRow>();

/** The key of a request that `withKey` let in. */
export function apiKeyOf(c: Context): ApiKeyRow {
  const key = SHOWN.get(c);
  if (key === undefined) throw new Error('A route without withKey asks for the key.');
  return key;
}

/** Lets in whom a key with the scope opens to, before the body is read; one question is counted. */
export function withKey(scope: Scope, tools: KeyTools): MiddlewareHandler {
  return async (c, next) => {
    const key = await authenticateKey({ db: tools.db(), now: tools.now() }, c.req.header('authorization'));
    if (key === null) return refused(c, tools);
    if (!key.scopes.includes(scope))
      return problem(c, 403, `The key has no scope ${scope}.`, {
        'www-authenticate': `Bearer error="insufficient_scope", scope="${scope}"`,
      });
    const tooMany = await tools.limit.take(c, key, 1);
    if (tooMany !== null) return tooMany;
    SHOWN.set(c, key);
    return next();
  };
}

/** The same answer for every key that does not open. */
async function refused(c: Context, { limiter, hops }: KeyTools): Promise<Response> {
  const verdict = await limiter().take('api-key', {
    request: { countedAs: networkOf(c.req.raw.headers, hops).counted },
  });
  if (!verdict.ok) return tooManyRequests(c, verdict.retryAfterSeconds);
  return problem(c, 401, 'A valid API key is needed, as Authorization: Bearer.', {
    'www-authenticate': 'Bearer realm="accord"',
  });
}
