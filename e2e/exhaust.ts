// Owns using up a limit, for tests of what is said then.
import type { Asking } from '../lib/security/rate-limit-keys';
import { createLimiter } from '../lib/security/rate-limiter';
import { LIMITS, type LimitName } from '../lib/security/rate-limits';
import type { Stack } from './fixtures';

/** As if somebody had asked so often already. */
export async function exhaust(stack: Stack, name: LimitName, who: Asking): Promise<void> {
  const limiter = createLimiter({ db: stack.database.db, logger: { warn: () => {} } });
  const points = Math.max(...LIMITS[name].limits.map((limit) => limit.points));
  await Promise.all(Array.from({ length: points }, () => limiter.take(name, who)));
}
