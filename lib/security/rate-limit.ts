// Rate limiter of this process, for actions and pages.
import { getDatabase } from '@/db/client';
import { TooMany } from '../errors';
import { log } from '../runtime/log';
import type { Asking } from './rate-limit-keys';
import { createLimiter, type Limiter } from './rate-limiter';
import type { LimitName } from './rate-limits';

/** Kept on the process: Next loads this module once for pages and once for what runs beside them. */
const holder = globalThis as typeof globalThis & { accordLimiter?: Limiter<LimitName> };

export function getLimiter(): Limiter<LimitName> {
  holder.accordLimiter ??= createLimiter({ db: getDatabase().db, logger: log() });
  return holder.accordLimiter;
}

/**
 * Counts one request, before any work for it.
 * @param who the context of the verb that follows; with `token` if a secret is counted
 * @throws TooMany above the limit: the action wrapper says when to try again
 */
export async function limit(name: LimitName, who: Asking): Promise<void> {
  const verdict = await getLimiter().take(name, who);
  if (!verdict.ok) throw new TooMany(verdict.retryAfterSeconds);
}
