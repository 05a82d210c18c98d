// Ledger entries and letter for a connection that staff ended on request: one entry per agreement that used it.
import type { Db } from '@/db/client';
import type { ConnectionRow } from '@/db/queries/connections';
import { changeWithin } from '../consent/change-agreement';
import { sourceOf } from '../domain/access/serving-sources';
import { isLive, standingAt } from '../domain/consent/consent';
import { termsIn } from '../domain/consent/consent-terms';
import { agreementAt } from '../domain/consent/projection';
import { type OnRequestCtx, tellOnRequest } from '../mail/tell-on-request';

/** Call it in the transaction of the end, with the business locked. @param row as it was before the end */
export async function endedOnRequest(
  tx: Db,
  ctx: OnRequestCtx,
  row: ConnectionRow,
  end: 'Unlinked' | 'deleted',
): Promise<void> {
  await changeWithin(tx, ctx, async (agreements) => {
    const { now } = agreements.ctx;
    const events = agreements.events();
    const productIds = [...new Set(events.map((body) => body.service.product_id))];
    for (const productId of productIds) {
      const agreement = agreementAt(events, productId, now);
      const terms = agreement?.terms ?? null;
      if (agreement === null || terms === null || !isLive(standingAt(agreement.consent, now))) continue;
      if (!terms.pii.some((cluster) => cluster.source_type === row.sourceType)) continue;
      await agreements.append({
        type: 'source_ended',
        terms: { ...termsIn(terms), sources: [sourceOf(row)] },
        ...(end === 'deleted' ? { deletion: 'delete' as const } : {}),
      });
    }
    const language = events.at(-1)?.privacy_notice.language ?? ctx.request.locale;
    await tellOnRequest(tx, ctx, language, {
      act: end === 'deleted' ? 'deleted' : 'disconnected',
      subject: row.platformName,
      path: `/connections/${row.id}`,
    });
  });
}
