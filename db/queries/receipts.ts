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

/** Of one product, newest first. */
export async function listReceipts(db: Db, companyId: string, productId: string): Promise<ReceiptRow[]> {
  return db
    .select()
    .from(receipts)
    .where(and(eq(receipts.companyId, companyId), eq(receipts.productId, productId)))
    .orderBy(desc(receipts.issuedAt), desc(receipts.id));
}

/** Of the whole business, oldest first. */
export async function listCompanyReceipts(db: Db, companyId: string): Promise<ReceiptRow[]> {
  return db
    .select()
    .from(receipts)
    .where(eq(receipts.companyId, companyId))
    .orderBy(asc(receipts.issuedAt), asc(receipts.id));
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
