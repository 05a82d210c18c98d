// Audit facts of one business (SQL): its events as they are kept, and all that stands beside them.
import { asc, eq, sql } from 'drizzle-orm';
import type { StoredEvent } from '../../lib/domain/ledger-audit';
import type { Db } from '../client';
import { consentEvents, receipts } from '../schema/consent';
import { type ConsentRow, listConsents } from './consents';
import { listCompanyNotices } from './ledger';

export interface BusinessFacts {
  /** In order of `seq`. */
  events: StoredEvent[];
  consents: ConsentRow[];
  receipts: { companyId: string; receiptId: string; eventId: string; hash: string }[];
  /** Those that its events refer to. */
  notices: { hash: string; text: string }[];
}

/** As events write it; anything finer than they write stays visible. */
const AT = sql<string>`to_char(${consentEvents.at} at time zone 'UTC',
  case when date_trunc('milliseconds', ${consentEvents.at}) = ${consentEvents.at}
  then 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"' else 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"' end)`;

/** Everything as it was at one moment. */
export function readAuditFacts(db: Db, companyId: string): Promise<BusinessFacts> {
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
        .where(eq(consentEvents.companyId, companyId))
        .orderBy(asc(consentEvents.seq)),
      consents: await listConsents(tx, companyId),
      receipts: await tx
        .select({
          companyId: receipts.companyId,
          receiptId: receipts.id,
          eventId: receipts.eventId,
          hash: receipts.eventHash,
        })
        .from(receipts)
        .where(eq(receipts.companyId, companyId)),
      notices: await listCompanyNotices(tx, companyId),
    }),
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
}
