// Owns the SQL of receipts. A row never changes.
import { and, asc, desc, eq, getTableColumns, gt } from 'drizzle-orm';
import type { Db } from '../client';
import { consentEvents, receipts } from '../schema/consent';

export type ReceiptRow = typeof receipts.$inferSelect;

export async function insertReceipt(tx: Db, row: ReceiptRow): Promise<void> {
  await tx.insert(receipts).values(row);
}

export async function findReceipt(db: Db, companyId: string, receiptId: string): Promise<ReceiptRow | null> {
  const [row] = await db
    .select()
    .from(receipts)
    .where(and(eq(receipts.companyId, companyId), eq(receipts.id, receiptId)));
  return row ?? null;
}

export async function findReceiptForEvent(
  db: Db,
  companyId: string,
  eventId: string,
): Promise<ReceiptRow | null> {
  const [row] = await db
    .select()
    .from(receipts)
    .where(and(eq(receipts.companyId, companyId), eq(receipts.eventId, eventId)));
  return row ?? null;
}

/** Of one product, newest first: in the order of the ledger, since two events may have one moment. */
export async function listReceipts(db: Db, companyId: string, productId: string): Promise<ReceiptRow[]> {
  return db
    .select(getTableColumns(receipts))
    .from(receipts)
    .leftJoin(consentEvents, eq(consentEvents.id, receipts.eventId))
    .where(and(eq(receipts.companyId, companyId), eq(receipts.productId, productId)))
    .orderBy(desc(consentEvents.seq));
}

/** Of the whole business, oldest first. */
export async function listCompanyReceipts(db: Db, companyId: string): Promise<ReceiptRow[]> {
  return db
    .select(getTableColumns(receipts))
    .from(receipts)
    .leftJoin(consentEvents, eq(consentEvents.id, receipts.eventId))
    .where(eq(receipts.companyId, companyId))
    .orderBy(asc(consentEvents.seq));
}

const BATCH = 500;

/** A page of all receipts in the order of their ids, each with its event; the event is null where the ledger lacks it. */
export async function listReceiptsPage(db: Db, afterId: string | null) {
  return db
    .select({
      ...getTableColumns(receipts),
      event: { body: consentEvents.body, hash: consentEvents.hash },
    })
    .from(receipts)
    .leftJoin(consentEvents, eq(consentEvents.id, receipts.eventId))
    .where(afterId === null ? undefined : gt(receipts.id, afterId))
    .orderBy(asc(receipts.id))
    .limit(BATCH);
}
