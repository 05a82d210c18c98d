// Ledger entries and letter for a connection that staff ended on request: one entry per agreement that used it.
import type { Db } from '@/db/client';
import type { ConnectionRow } from '@/db/queries/connections';
import { listBasis } from '@/db/queries/snapshots';
import { appendEvent } from '../consent/append-event';
import { sourceOf } from '../consent/sources-for';
import { isLive, standingAt } from '../domain/consent/consent';
import { termsIn } from '../domain/consent/consent-terms';
import { agreementAt } from '../domain/consent/projection';
import { notBefore } from '../domain/ledger/ledger';
import { type OnRequestCtx, tellOnRequest } from '../mail/tell-on-request';

/** Call it in the transaction of the end, with the business locked. @param row as it was before the end */
export async function endedOnRequest(
  tx: Db,
  ctx: OnRequestCtx,
  row: ConnectionRow,
  end: 'Unlinked' | 'deleted',
): Promise<void> {
  const { companyId } = ctx;
  const events = (await listBasis(tx, companyId)).map(({ body }) => body);
  const last = events.at(-1);
  const now = notBefore(ctx.now, last === undefined ? null : new Date(last.event_time));
  const productIds = [...new Set(events.map((body) => body.service.product_id))];
  for (const productId of productIds) {
    const agreement = agreementAt(events, productId, now);
    const terms = agreement?.terms ?? null;
    if (agreement === null || terms === null || !isLive(standingAt(agreement.consent, now))) continue;
    if (!terms.pii.some((cluster) => cluster.source_type === row.sourceType)) continue;
    await appendEvent(tx, ctx, {
      type: 'source_ended',
      terms: { ...termsIn(terms), sources: [sourceOf(row)] },
      ...(end === 'deleted' ? { deletion: 'delete' as const } : {}),
    });
  }
  await tellOnRequest(tx, ctx, last?.privacy_notice.language ?? ctx.request.locale, {
    act: end === 'deleted' ? 'deleted' : 'disconnected',
    subject: row.platformName,
    path: `/connections/${row.id}`,
  });
}
