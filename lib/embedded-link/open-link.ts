// Read model of the embedded Link page: everything one visit needs from Codat.
import { scheduleReconciliation } from '@/db/queries/reconciliation-schedule';
import { getLinkToken } from '../codat/access-token';
import type { Platform } from '../codat/transform';
import { ensureCodatCompany } from '../company/ensure-codat-company';
import { mayAskNow } from '../connection/refresh-for-view';
import type { Ctx } from '../context';
import { Upstream } from '../errors';
import { listPlatforms } from '../platform/list-platforms';
import { alignBeforeLeaving } from '../sync/align-settings';

export type OpenedLink =
  | {
      kind: 'open';
      /** Codat's id of the business. */
      companyId: string;
      /** For this visit only: passed to the page, never stored or logged. */
      accessToken: string;
      platforms: Platform[];
    }
  /** Codat could not be asked, or the budget is spent. */
  | { kind: 'unavailable' };

export async function openLink(ctx: Ctx): Promise<OpenedLink> {
  // Each visit costs a call to Codat for its token.
  if (!(await mayAskNow(ctx))) return { kind: 'unavailable' };
  try {
    const companyId = await ensureCodatCompany(ctx);
    await alignBeforeLeaving(ctx);
    // The browser may never report the events of the window.
    await scheduleReconciliation(ctx.db, ctx.companyId);
    const [accessToken, { platforms }] = await Promise.all([
      getLinkToken(ctx.codat, companyId),
      listPlatforms(ctx),
    ]);
    return { kind: 'open', companyId, accessToken, platforms };
  } catch (error) {
    if (error instanceof Upstream) return { kind: 'unavailable' };
    throw error;
  }
}
