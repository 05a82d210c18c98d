// Ledger entry of a colleague's act: the customer behind it, the link, and the connected platform.
import type { Db } from '@/db/client';
import { findShareMaker, type ShareRow } from '@/db/queries/shares';
import { changeWithin } from '../consent/change-agreement';
import type { EventCtx } from '../context';
import { sourceOf } from '../domain/access/serving-sources';
import { isLive, standingAt } from '../domain/consent/consent';
import { termsIn } from '../domain/consent/consent-terms';
import { agreementAt } from '../domain/consent/projection';

/** When Codat said that it is connected, and because of which request that was asked. */
export interface FoundBy {
  at: Date;
  requestId: string;
}

/**
 * Appends one event that leaves the standing as it is. Call it while the business is locked, once per link.
 * @param isTheirs false when another person connected it: then nothing is written
 * @returns `not-agreed` when the product does not stand any more, or not for this kind of source: then no agreement
 * exists that the colleague could have served, and nothing is written either
 */
export async function recordColleague(
  tx: Db,
  share: ShareRow,
  connectionId: string,
  isTheirs: boolean,
  found: FoundBy,
): Promise<'agreed' | 'not-agreed'> {
  const { companyId, productId } = share;
  const maker = await findShareMaker(tx, companyId, share.createdBy);
  const request = { requestId: found.requestId, page: '', ipTruncated: null, userAgent: null };
  const asked: EventCtx = {
    companyId,
    actor: { kind: 'colleague', shareId: share.id, onBehalfOf: { userId: share.createdBy, ...maker } },
    // Codat was asked before the business was locked: events written meanwhile come first.
    now: found.at,
    request: { ...request, locale: 'en' },
  };
  return changeWithin(tx, asked, async (agreements) => {
    const { ctx } = agreements;
    const agreement = agreementAt(agreements.events(), productId, ctx.now);
    const terms = agreement?.terms ?? null;
    const isAgreed = agreement !== null && isLive(standingAt(agreement.consent, ctx.now));
    const isCovered = terms?.pii.some((cluster) => cluster.source_type === share.sourceType) ?? false;
    if (terms === null || !isAgreed || !isCovered) return 'not-agreed';
    const connection = agreements.facts.connections.find(({ id }) => id === connectionId);
    if (!isTheirs || connection === undefined) return 'agreed';
    await agreements.append(
      { type: 'source_added', terms: { ...termsIn(terms), sources: [sourceOf(connection)] } },
      { ...ctx, request: { ...ctx.request, locale: terms.privacy_notice.language } },
    );
    return 'agreed';
  });
}
