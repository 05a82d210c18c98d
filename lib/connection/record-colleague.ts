// Ledger entry of a colleague's act: the customer behind it, the link, and the connected platform.
import type { Db } from '@/db/client';
import { findConnection } from '@/db/queries/connections';
import { findShareMaker, type ShareRow } from '@/db/queries/shares';
import { listBasis } from '@/db/queries/snapshots';
import { appendEvent } from '../consent/append-event';
import { sourceOf } from '../consent/sources-for';
import { isLive, standingAt } from '../domain/consent/consent';
import { termsIn } from '../domain/consent/consent-terms';
import { agreementAt } from '../domain/consent/projection';
import { notBefore } from '../domain/ledger/ledger';

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
  const events = (await listBasis(tx, companyId)).map(({ body }) => body);
  // Codat was asked before the business was locked: what was written meanwhile came first, and time does not run back.
  const last = events.at(-1);
  const now = notBefore(found.at, last === undefined ? null : new Date(last.event_time));
  const agreement = agreementAt(events, productId, now);
  const terms = agreement?.terms ?? null;
  const isAgreed = agreement !== null && isLive(standingAt(agreement.consent, now));
  const isCovered = terms?.pii.some((cluster) => cluster.source_type === share.sourceType) ?? false;
  if (terms === null || !isAgreed || !isCovered) return 'not-agreed';
  const connection = await findConnection(tx, companyId, connectionId);
  if (!isTheirs || connection === null) return 'agreed';
  const maker = await findShareMaker(tx, companyId, share.createdBy);
  await appendEvent(
    tx,
    {
      companyId,
      actor: { kind: 'colleague', shareId: share.id, onBehalfOf: { userId: share.createdBy, ...maker } },
      now,
      request: {
        requestId: found.requestId,
        page: '',
        locale: terms.privacy_notice.language,
        ipTruncated: null,
        userAgent: null,
      },
    },
    { type: 'source_added', terms: { ...termsIn(terms), sources: [sourceOf(connection)] } },
  );
  return 'agreed';
}
