// Owns looking at Codat because somebody opened a page: the page opens in any case.
import type { Ctx } from '../context';
import { Upstream } from '../errors';
import { lookAtReads } from './look-at-reads';

/** That Codat did not answer is kept, and told by `getReads`. */
export async function lookForPage(
  ctx: Pick<Ctx, 'db' | 'codat' | 'companyId' | 'now' | 'request'>,
): Promise<void> {
  const { db, codat, companyId, now, request } = ctx;
  try {
    await lookAtReads({ db, codat, now: () => now }, { companyId, requestId: request.requestId }, 'page');
  } catch (error) {
    if (!(error instanceof Upstream)) throw error;
  }
}
