// Test helper that uses up a rate limit.
import type { Asking } from '../lib/security/rate-limit-keys';
import { createLimiter } from '../lib/security/rate-limiter';
import { LIMITS, type LimitName } from '../lib/security/rate-limits';
import type { Stack } from './fixtures';

/** Takes as many points as the limit allows. */
export async function exhaust(stack: Stack, name: LimitName, who: Asking): Promise<void> {
  const limiter = createLimiter({ db: stack.database.db, logger: { warn: () => {} } });
  const points = Math.max(...LIMITS[name].limits.map((limit) => limit.points));
  await Promise.all(Array.from({ length: points }, () => limiter.take(name, who)));
}
