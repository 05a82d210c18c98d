// Owns looking at Codat because somebody opened a page: the page opens in any case.
import type { Ctx } from '../context';
import { Upstream } from '../errors';
import { getLimiter } from '../rate/limit';
import type { Limiter } from '../rate/limiter';
import { lookAtReads } from './look-at-reads';

/**
 * That Codat did not answer is kept, and told by `getReads`. Whoever loads pages too often still gets them, while Codat
 * is asked only when its time has come.
 */
export async function lookForPage(
  ctx: Pick<Ctx, 'db' | 'codat' | 'companyId' | 'actor' | 'now' | 'request'>,
  limiter: Limiter<'reads'> = getLimiter(),
): Promise<void> {
  const { db, codat, companyId, now, request } = ctx;
  const urgency = (await limiter.take('reads', ctx)).ok ? 'page' : 'due';
  try {
    await lookAtReads({ db, codat, now: () => now }, { companyId, requestId: request.requestId }, urgency);
  } catch (error) {
    if (!(error instanceof Upstream)) throw error;
  }
}
