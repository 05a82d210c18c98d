// SQL of audit facts for one business: its stored events, all or the newest, with the rows that depend on them.
import { and, asc, eq, gt, sql } from 'drizzle-orm';
import type { StoredEvent } from '../../lib/domain/ledger/ledger-audit';
import type { Db } from '../client';
import { consentEvents, receipts } from '../schema/consent';
import { type ConsentRow, listConsents } from './consents';
import { listCompanyNotices } from './ledger';
import { listSnapshots, type SnapshotRow } from './snapshots';

export interface FactsBeside {
  consents: ConsentRow[];
  snapshots: SnapshotRow[];
  receipts: { companyId: string; receiptId: string; eventId: string; hash: string }[];
  /** Only notices that its events refer to. */
  notices: { hash: string; text: string }[];
}

/** As events write it; any finer digits stay visible. */
export const AT = sql<string>`to_char(${consentEvents.at} at time zone 'UTC',
  case when date_trunc('milliseconds', ${consentEvents.at}) = ${consentEvents.at}
  then 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"' else 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"' end)`;

const columns = {
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
  insertedMs: sql<number>`floor(extract(epoch from ${consentEvents.insertedAt}) * 1000)`.mapWith(Number),
  text: sql<string>`${consentEvents.body}::text`,
};

const listStored = (db: Db, companyId: string, afterSeq: number) =>
  db
    .select(columns)
    .from(consentEvents)
    .where(and(eq(consentEvents.companyId, companyId), gt(consentEvents.seq, afterSeq)))
    .orderBy(asc(consentEvents.seq));

async function listBeside(db: Db, companyId: string, afterSeq: number): Promise<FactsBeside> {
  return {
    consents: await listConsents(db, companyId),
    snapshots: await listSnapshots(db, companyId),
    receipts: await db
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
    notices: await listCompanyNotices(db, companyId, afterSeq),
  };
}

const AT_ONE_MOMENT = { isolationLevel: 'repeatable read', accessMode: 'read only' } as const;

/** The events after a given one, and the rows they refer to, from one snapshot. */
export function readLatestFacts(
  db: Db,
  companyId: string,
  afterSeq: number,
): Promise<FactsBeside & { events: StoredEvent[] }> {
  return db.transaction(
    async (tx) => ({
      ...(await listBeside(tx, companyId, afterSeq)),
      events: await listStored(tx, companyId, afterSeq),
    }),
    AT_ONE_MOMENT,
  );
}

/** At most this many events are in memory at a time, and are handed on without a pause. */
const PAGE = 100;

/**
 * All rows from one snapshot, however long the ledger is.
 * @param begin receives the rows beside the events, and returns the receiver of events, in order of `seq`
 */
export function hearBusiness(
  db: Db,
  companyId: string,
  begin: (facts: FactsBeside) => (event: StoredEvent) => void,
): Promise<void> {
  return db.transaction(async (tx) => {
    const hear = begin(await listBeside(tx, companyId, 0));
    let last = 0;
    for (let isMore = true; isMore; ) {
      const events = await listStored(tx, companyId, last).limit(PAGE);
      for (const event of events) hear(event);
      last = events.at(-1)?.seq ?? last;
      isMore = events.length === PAGE;
    }
  }, AT_ONE_MOMENT);
}
