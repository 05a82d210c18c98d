// SQL of consent receipts: a row never changes.
import { and, asc, desc, eq, getTableColumns, gt, inArray, lte, sql } from 'drizzle-orm';
import { openEvent, openFor, type PersonKeys } from '../../lib/domain/consent/sealed-event';
import { CannotOpen } from '../../lib/domain/crypto/seal';
import type { Side } from '../../lib/domain/text/paging';
import type { Db } from '../client';
import { consentEvents, receipts } from '../schema/consent';
import { findPersonKeys } from './person-keys';

/** With the signed line decrypted: empty after erasure of a person it names, null where it was tampered with. */
export type ReceiptRow = typeof receipts.$inferSelect;

async function opened<T extends ReceiptRow>(db: Db, rows: readonly T[]): Promise<T[]> {
  const keys = await findPersonKeys(
    db,
    rows.flatMap(({ persons }) => persons),
  );
  return rows.map((row) => ({ ...row, jws: lineOf(row, keys) }));
}

function lineOf({ id, jws, persons }: ReceiptRow, keys: PersonKeys): string {
  try {
    return openFor(jws, persons, id, keys) ?? '';
  } catch (error) {
    if (error instanceof CannotOpen) return 'cannot be opened';
    throw error;
  }
}

/** @param rows sealed already */
export async function insertReceipts(tx: Db, rows: readonly ReceiptRow[]): Promise<void> {
  await tx.insert(receipts).values([...rows]);
}

export async function findReceipt(db: Db, companyId: string, receiptId: string): Promise<ReceiptRow | null> {
  const rows = await db
    .select()
    .from(receipts)
    .where(and(eq(receipts.companyId, companyId), eq(receipts.id, receiptId)));
  return (await opened(db, rows))[0] ?? null;
}

export async function findReceiptForEvent(
  db: Db,
  companyId: string,
  eventId: string,
): Promise<ReceiptRow | null> {
  const rows = await db
    .select()
    .from(receipts)
    .where(and(eq(receipts.companyId, companyId), eq(receipts.eventId, eventId)));
  return (await opened(db, rows))[0] ?? null;
}

/** When the event at a place of the ledger, or the last one before it, happened. */
const timeAt = (companyId: string, seq: number) =>
  sql`(select at from ${consentEvents} where company_id = ${companyId} and seq <= ${seq} order by seq desc limit 1)`;

/**
 * Of one product beside a place, newest first behind it, oldest first ahead of it: in the order of the ledger, since two
 * events may have one moment.
 */
export async function listReceipts(
  db: Db,
  companyId: string,
  productId: string,
  { cursor, limit }: Side,
): Promise<(ReceiptRow & { seq: number })[]> {
  const isAhead = cursor?.way === 'newer';
  const place = sql`(${receipts.issuedAt}, ${consentEvents.seq})`;
  const rows = await db
    .select({ ...getTableColumns(receipts), seq: consentEvents.seq })
    .from(receipts)
    .innerJoin(consentEvents, eq(consentEvents.id, receipts.eventId))
    .where(
      and(
        eq(receipts.companyId, companyId),
        eq(receipts.productId, productId),
        cursor === null
          ? undefined
          : sql`${place} ${isAhead ? sql`>` : sql`<`} (${timeAt(companyId, cursor.from)}, ${cursor.from})`,
      ),
    )
    .orderBy(
      isAhead ? asc(receipts.issuedAt) : desc(receipts.issuedAt),
      isAhead ? asc(consentEvents.seq) : desc(consentEvents.seq),
    )
    .limit(limit);
  return opened(db, rows);
}

/** Which of these events have one. */
export async function listReceipted(db: Db, eventIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (eventIds.length === 0) return new Set();
  const rows = await db
    .select({ eventId: receipts.eventId })
    .from(receipts)
    .where(inArray(receipts.eventId, [...eventIds]));
  return new Set(rows.map(({ eventId }) => eventId));
}

/** Of the whole business, oldest first, behind a place of its ledger. */
export async function listReceiptsBehind(
  db: Db,
  companyId: string,
  { after, upTo, limit }: { after: number; upTo: number; limit: number },
): Promise<(ReceiptRow & { seq: number })[]> {
  const rows = await db
    .select({ ...getTableColumns(receipts), seq: consentEvents.seq })
    .from(consentEvents)
    .innerJoin(receipts, eq(receipts.eventId, consentEvents.id))
    .where(
      and(
        eq(consentEvents.companyId, companyId),
        gt(consentEvents.seq, after),
        lte(consentEvents.seq, upTo),
        eq(receipts.companyId, companyId),
      ),
    )
    .orderBy(asc(consentEvents.seq))
    .limit(limit);
  return opened(db, rows);
}

/** Of the whole business, oldest first. */
export async function listCompanyReceipts(db: Db, companyId: string): Promise<ReceiptRow[]> {
  const rows = await db
    .select(getTableColumns(receipts))
    .from(receipts)
    .leftJoin(consentEvents, eq(consentEvents.id, receipts.eventId))
    .where(eq(receipts.companyId, companyId))
    .orderBy(asc(consentEvents.seq));
  return opened(db, rows);
}

const BATCH = 500;

/** A page of all receipts in the order of their ids, each with its event; the event is null where the ledger lacks it. */
export async function listReceiptsPage(db: Db, afterId: string | null) {
  const rows = await db
    .select({
      ...getTableColumns(receipts),
      event: { body: consentEvents.body, hash: consentEvents.hash },
    })
    .from(receipts)
    .leftJoin(consentEvents, eq(consentEvents.id, receipts.eventId))
    .where(afterId === null ? undefined : gt(receipts.id, afterId))
    .orderBy(asc(receipts.id))
    .limit(BATCH);
  const keys = await findPersonKeys(
    db,
    rows.flatMap(({ persons, event }) => [
      ...persons,
      ...(event?.body.sealed ?? []).map(({ person }) => person),
    ]),
  );
  return rows.map(({ event, ...row }) => ({
    ...row,
    jws: lineOf(row, keys),
    event: event === null ? null : { ...event, body: openEvent(event.body, keys) },
  }));
}
