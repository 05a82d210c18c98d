// Polling for a page view: a failure of Codat never prevents the page from opening.
import type { Ctx } from '../context';
import { Upstream } from '../errors';
import { getLimiter } from '../security/rate-limit';
import type { Limiter } from '../security/rate-limiter';
import { refreshProgress } from './refresh-progress';

/** A poll takes three calls: page views cause one poll per interval. Open pages are updated by their stream. */
const CALLS = 3;

/**
 * `getReads` reports a failure of Codat. A customer who reloads too often still gets the page, while Codat is polled
 * only when due.
 */
export async function refreshProgressForPage(
  ctx: Pick<Ctx, 'db' | 'codat' | 'companyId' | 'actor' | 'now' | 'request' | 'polling'>,
  limiter: Limiter<'reads'> = getLimiter(),
): Promise<void> {
  const { db, codat, companyId, now, request, polling } = ctx;
  if (polling?.mayAsk === false) return;
  const isOften = !(await limiter.take('reads', ctx)).ok;
  const urgency = polling === undefined ? (isOften ? 'due' : 'page') : CALLS * polling.everyMs;
  try {
    await refreshProgress(
      { db, codat, now: () => now },
      { companyId, requestId: request.requestId },
      urgency,
    );
  } catch (error) {
    if (!(error instanceof Upstream)) throw error;
  }
}
