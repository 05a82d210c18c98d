// Snapshots of the ledger (SQL): the events that answers about a moment rest on are found by index, however many there are.
import { and, asc, desc, eq, gt, isNotNull, lt, type SQL, sql } from 'drizzle-orm';
import type { LedgerSnapshot } from '../../lib/domain/ledger/ledger-snapshot';
import type { Side } from '../../lib/domain/text/paging';
import type { Db } from '../client';
import { consentEvents, consentSnapshots, consents } from '../schema/consent';
import { openBodies } from './person-keys';

export interface BasisOf {
  /** Absent: of every product. */
  productId?: string;
  /** What came later is left out; absent: nothing is. */
  until?: Date;
}

/** Per product the latest snapshot up to the moment, what it rests on, and what came after it. */
function basisSeqs(companyId: string, { productId, until }: BasisOf): SQL {
  const moment =
    until === undefined ? sql`'infinity'::timestamptz` : sql`${until.toISOString()}::timestamptz`;
  return sql`select b.seq from ${consents} c
    left join lateral (
      select s.seq, s.basis from ${consentSnapshots} s
      where s.company_id = c.company_id and s.product_id = c.product_id and s.at <= ${moment}
      order by s.at desc, s.seq desc limit 1) known on true
    left join lateral (
      select s.seq from ${consentSnapshots} s
      where s.company_id = c.company_id and s.product_id = c.product_id and s.seq > coalesce(known.seq, 0)
      order by s.seq limit 1) next on true
    cross join lateral (
      select e.seq from ${consentEvents} e
      where e.company_id = c.company_id and e.product_id = c.product_id
        and e.seq > coalesce(known.seq, 0) and e.seq <= coalesce(next.seq, 2147483647) and e.at <= ${moment}
      union all
      select unnest(known.basis)) b
    where c.company_id = ${companyId} ${productId === undefined ? sql`` : sql`and c.product_id = ${productId}`}`;
}

/** As they are kept, oldest first. */
export async function listSealedBasis(db: Db, companyId: string, of: BasisOf = {}) {
  return db
    .select({ seq: consentEvents.seq, hash: consentEvents.hash, body: consentEvents.body })
    .from(consentEvents)
    .where(
      and(
        eq(consentEvents.companyId, companyId),
        sql`${consentEvents.seq} = any(array(${basisSeqs(companyId, of)}))`,
      ),
    )
    .orderBy(asc(consentEvents.seq));
}

/** The events that answers about a business rest on, oldest first, opened: from these follows the same as from all. */
export async function listBasis(db: Db, companyId: string, of: BasisOf = {}) {
  return openBodies(db, await listSealedBasis(db, companyId, of));
}

/** The last event that the latest snapshot covers; 0 before the first. */
export async function findSnapshotSeq(db: Db, companyId: string, productId: string): Promise<number> {
  const [row] = await db
    .select({ seq: consentSnapshots.seq })
    .from(consentSnapshots)
    .where(and(eq(consentSnapshots.companyId, companyId), eq(consentSnapshots.productId, productId)))
    .orderBy(desc(consentSnapshots.seq))
    .limit(1);
  return row?.seq ?? 0;
}

export type SnapshotRow = typeof consentSnapshots.$inferSelect;

/** Call it while the business is locked. */
export async function insertSnapshot(
  tx: Db,
  of: { companyId: string; productId: string },
  snapshot: LedgerSnapshot,
): Promise<void> {
  await tx
    .insert(consentSnapshots)
    .values({ ...of, ...snapshot })
    .onConflictDoUpdate({
      target: [consentSnapshots.companyId, consentSnapshots.productId, consentSnapshots.seq],
      set: snapshot,
    });
}

/** In the order of products, then `seq`. */
export async function listSnapshots(db: Db, companyId: string): Promise<SnapshotRow[]> {
  return db
    .select()
    .from(consentSnapshots)
    .where(eq(consentSnapshots.companyId, companyId))
    .orderBy(asc(consentSnapshots.productId), asc(consentSnapshots.seq));
}

const BATCH = 1000;

/** The caller holds the lock on the business. */
export async function replaceSnapshots(
  tx: Db,
  companyId: string,
  rows: readonly SnapshotRow[],
): Promise<void> {
  await tx.delete(consentSnapshots).where(eq(consentSnapshots.companyId, companyId));
  for (let from = 0; from < rows.length; from += BATCH)
    await tx.insert(consentSnapshots).values(rows.slice(from, from + BATCH));
}

/** Agreements that another one of the same product followed, beside the event that began the next one. */
export async function listEnded(db: Db, companyId: string, { cursor, limit }: Side): Promise<SnapshotRow[]> {
  const isAhead = cursor?.way === 'newer';
  return db
    .select()
    .from(consentSnapshots)
    .where(
      and(
        eq(consentSnapshots.companyId, companyId),
        isNotNull(consentSnapshots.followedBy),
        cursor === null ? undefined : (isAhead ? gt : lt)(consentSnapshots.followedBy, cursor.from),
      ),
    )
    .orderBy((isAhead ? asc : desc)(consentSnapshots.followedBy))
    .limit(limit);
}

/** Per product the oldest event on the newest page of its history; none where one page is enough. */
export async function listPageEnds(
  db: Db,
  companyId: string,
  size: number,
): Promise<ReadonlyMap<string, number>> {
  const rows = await db.execute<{ product_id: string; seq: number }>(sql`
    select c.product_id, e.seq from ${consents} c cross join lateral (
      select seq from ${consentEvents} e where e.company_id = c.company_id and e.product_id = c.product_id
      order by seq desc offset ${size - 1} limit 1) e
    where c.company_id = ${companyId}`);
  return new Map(rows.map((row) => [row.product_id, row.seq]));
}
