// Rate limit answer of the API: 429 with `Retry-After`.
import type { MiddlewareHandler } from 'hono';
import { networkOf } from '../security/client-network';
import type { Limiter } from '../security/rate-limiter';
import type { LimitName } from '../security/rate-limits';
import { tooManyRequests } from './problem';

/**
 * @param hops number of trusted proxies; as configured when absent
 * @param limiter resolved at each request, so that it is not opened before the first
 * @returns answers 429 with `Retry-After` in seconds and a problem (RFC 9457), before the body is read
 */
export function limited(
  name: LimitName,
  limiter: () => Limiter<LimitName>,
  hops?: number,
): MiddlewareHandler {
  return async (c, next) => {
    const request = { countedAs: networkOf(c.req.raw.headers, hops).counted };
    const verdict = await limiter().take(name, { request });
    if (verdict.ok) return next();
    return tooManyRequests(c, verdict.retryAfterSeconds);
  };
}
