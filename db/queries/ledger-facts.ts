// Audit facts of one business (SQL): its events as they are kept, or the latest of them, and all that stands beside them.
import { and, asc, eq, gt, sql } from 'drizzle-orm';
import type { StoredEvent } from '../../lib/domain/ledger-audit';
import type { Db } from '../client';
import { consentEvents, receipts } from '../schema/consent';
import { type ConsentRow, listConsents } from './consents';
import { listCompanyNotices } from './ledger';
import { listSnapshots, type SnapshotRow } from './snapshots';

export interface BusinessFacts {
  /** In order of `seq`. */
  events: StoredEvent[];
  consents: ConsentRow[];
  snapshots: SnapshotRow[];
  receipts: { companyId: string; receiptId: string; eventId: string; hash: string }[];
  /** Those that its events refer to. */
  notices: { hash: string; text: string }[];
}

/** As events write it; anything finer than they write stays visible. */
export const AT = sql<string>`to_char(${consentEvents.at} at time zone 'UTC',
  case when date_trunc('milliseconds', ${consentEvents.at}) = ${consentEvents.at}
  then 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"' else 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"' end)`;

/** Everything as it was at one moment. @param afterSeq only the events behind it, and what they refer to */
export function readAuditFacts(db: Db, companyId: string, afterSeq = 0): Promise<BusinessFacts> {
  return db.transaction(
    async (tx) => ({
      events: await tx
        .select({
          companyId: consentEvents.companyId,
          seq: consentEvents.seq,
          position: consentEvents.position,
          id: consentEvents.id,
          at: AT,
          hash: consentEvents.hash,
          type: consentEvents.type,
          productId: consentEvents.productId,
          signature: consentEvents.signature,
          keyId: consentEvents.keyId,
          insertedMs: sql<number>`floor(extract(epoch from ${consentEvents.insertedAt}) * 1000)`.mapWith(
            Number,
          ),
          text: sql<string>`${consentEvents.body}::text`,
        })
        .from(consentEvents)
        .where(and(eq(consentEvents.companyId, companyId), gt(consentEvents.seq, afterSeq)))
        .orderBy(asc(consentEvents.seq)),
      consents: await listConsents(tx, companyId),
      snapshots: await listSnapshots(tx, companyId),
      receipts: await tx
        .select({
          companyId: receipts.companyId,
          receiptId: receipts.id,
          eventId: receipts.eventId,
          hash: receipts.eventHash,
        })
        .from(receipts)
        .where(
          and(
            eq(receipts.companyId, companyId),
            afterSeq === 0
              ? undefined
              : sql`${receipts.eventId} = any(array(select id from ${consentEvents}
                  where company_id = ${companyId} and seq > ${afterSeq}))`,
          ),
        ),
      notices: await listCompanyNotices(tx, companyId, afterSeq),
    }),
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
}
