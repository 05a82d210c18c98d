// SQL of ledger snapshots: finds by index the few events from which any moment's answer follows.
import { and, asc, desc, eq, gt, isNotNull, lt, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { ConsentEventBody } from '../../lib/domain/consent/consent';
import {
  type SignedSnapshot,
  type SnapshotOf,
  signSnapshot,
  snapshotsBy,
} from '../../lib/domain/ledger/snapshot-signature';
import type { Side } from '../../lib/domain/text/paging';
import { getSigningKeys } from '../../lib/runtime/env';
import type { Db } from '../client';
import { consentEvents, consentSnapshots, consents } from '../schema/consent';
import { eachCompany, gatherer, type Part, part, placeholder, select } from './gather';
import { readKept } from './kept-page';
import { openBodies } from './person-keys';
import { chainHeadPart, provenOf, type StoredHead, vouchedUpTo } from './proven-events';

export interface BasisOf {
  /** Absent: of every product. */
  productId?: string;
  /** What came later is left out; absent: nothing is. */
  until?: Date;
}

const own = placeholder('companyId');
/** ISO text; null: nothing is left out. */
const moment = sql`coalesce(${placeholder('until')}::timestamptz, 'infinity'::timestamptz)`;

/** Per product the latest snapshot up to the moment, and the one after it, behind which nothing is read. */
function usedSnapshots(company: SQLWrapper, which: SQL, doubted: SQL): SQL {
  const isOwn = sql`s.company_id = c.company_id and s.product_id = c.product_id
    and not (s.product_id = any(${doubted}))`;
  return sql`select c.product_id, known.seq as since, known.basis, next.seq as up_to,
      to_json(known) as known, to_json(next) as next
    from ${consents} c
    left join lateral (
      select s.* from ${consentSnapshots} s where ${isOwn} and s.at <= ${moment}
      order by s.at desc, s.seq desc limit 1) known on true
    left join lateral (
      select s.* from ${consentSnapshots} s where ${isOwn} and s.seq > coalesce(known.seq, 0)
      order by s.seq limit 1) next on true
    where c.company_id = ${company} ${which}`;
}

interface StoredSnapshot {
  company_id: string;
  product_id: string;
  seq: number;
  at: string;
  basis: number[];
  followed_by: number | null;
  signature: string;
  key_id: string;
}

export interface SealedEvent {
  seq: number;
  hash: string;
  body: ConsentEventBody;
}

/** As it was read: nothing of it is proven. */
export interface KeptBasis {
  events: SealedEvent[];
  used: StoredSnapshot[];
}

interface BasisRow extends SealedEvent {
  known: StoredSnapshot | null;
  next: StoredSnapshot | null;
}

/** What each snapshot rests on and what came after it; behind them the snapshots that were used. */
const keptBasis = (which: SQL, doubted: SQL, company: SQLWrapper = own): Part<KeptBasis> => ({
  query: sql`(
    with used as materialized (${usedSnapshots(company, which, doubted)})
    select e.seq, e.hash, e.body, null::json as known, null::json as next from ${consentEvents} e
    where e.company_id = ${company} and e.seq = any(array(
      select b.seq from used cross join lateral (
        select each.seq from ${consentEvents} each
        where each.company_id = ${company} and each.product_id = used.product_id
          and each.seq > coalesce(used.since, 0) and each.seq <= coalesce(used.up_to, 2147483647)
          and each.at <= ${moment}
        union all
        select unnest(used.basis)) b))
    union all
    select null, null, null, used.known, used.next from used where used.since is not null or used.up_to is not null
    order by seq)`,
  read: (rows) => {
    const all = rows as unknown as BasisRow[];
    const isUsed = (row: BasisRow) => row.seq === null;
    return {
      events: all.filter((row) => !isUsed(row)).map(({ seq, hash, body }) => ({ seq, hash, body })),
      used: all.filter(isUsed).flatMap(({ known, next }) => [known ?? [], next ?? []].flat()),
    };
  },
});

const NO_PRODUCTS = sql`'{}'::text[]`;
const ofProduct = sql`and c.product_id = ${placeholder('productId')}`;
const doubtedOnes = sql`${placeholder('doubted')}::text[]`;

/** Of all products, with `until`: a moment as ISO text, or null. It is proven by `provenBasis`. */
export const basisPart = keptBasis(sql``, NO_PRODUCTS);

/** The same of each of many businesses. */
export const eachBasisPart = keptBasis(sql``, NO_PRODUCTS, eachCompany);

const readOfAll = gatherer('basis', { basis: basisPart, head: chainHeadPart });
const readOfOne = gatherer('product_basis', {
  basis: keptBasis(ofProduct, NO_PRODUCTS),
  head: chainHeadPart,
});
const readDoubtedOfAll = gatherer('doubted_basis', { basis: keptBasis(sql``, doubtedOnes) });
const readDoubtedOfOne = gatherer('doubted_product_basis', { basis: keptBasis(ofProduct, doubtedOnes) });

const isOurs = (snapshot: SignedSnapshot): boolean => snapshotsBy(getSigningKeys())(snapshot);

const isTakenByUs = ({ at, ...row }: StoredSnapshot) =>
  isOurs({
    companyId: row.company_id,
    productId: row.product_id,
    seq: row.seq,
    at: new Date(at),
    basis: row.basis,
    followedBy: row.followed_by,
    signature: row.signature,
    keyId: row.key_id,
  });

/** As stored, oldest first; all events of a product whose snapshot has no valid signature. */
export async function listSealedBasis(db: Db, companyId: string, of: BasisOf = {}): Promise<SealedEvent[]> {
  const { productId } = of;
  const values = { companyId, until: of.until?.toISOString() ?? null };
  const read = productId === undefined ? readOfAll(db, values) : readOfOne(db, { ...values, productId });
  return provenBasis(db, companyId, of, await read);
}

/** The rows read with the newest event, where all signatures are valid; otherwise they are read again. */
export async function provenBasis(
  db: Db,
  companyId: string,
  of: BasisOf,
  { basis, head }: { basis: KeptBasis; head: StoredHead | null },
): Promise<SealedEvent[]> {
  const upTo = vouchedUpTo(head);
  const isSound = basis.events.every(({ seq }) => seq <= upTo) && basis.used.every(isTakenByUs);
  return isSound ? basis.events : listDoubtedBasis(db, companyId, of);
}

async function listDoubtedBasis(db: Db, companyId: string, of: BasisOf): Promise<SealedEvent[]> {
  const { productId } = of;
  const doubted: string[] = [];
  for (;;) {
    const values = { companyId, until: of.until?.toISOString() ?? null, doubted };
    const { basis } = await (productId === undefined
      ? readDoubtedOfAll(db, values)
      : readDoubtedOfOne(db, { ...values, productId }));
    const forged = basis.used.filter((snapshot) => !isTakenByUs(snapshot));
    if (forged.length === 0) return provenOf(db, companyId, basis.events);
    doubted.push(...forged.map((snapshot) => snapshot.product_id));
  }
}

/** The events that answers about a business rest on, oldest first, opened: from these follows the same as from all. */
export async function listBasis(db: Db, companyId: string, of: BasisOf = {}) {
  return openBodies(db, await listSealedBasis(db, companyId, of));
}

/** The last event that the latest snapshot covers, by product. */
export const snapshotSeqsPart = part(
  select
    .select({
      productId: consentSnapshots.productId,
      seq: sql<number>`max(${consentSnapshots.seq})`.as('seq'),
    })
    .from(consentSnapshots)
    .where(eq(consentSnapshots.companyId, own))
    .groupBy(consentSnapshots.productId),
  (rows): ReadonlyMap<string, number> => new Map(rows.map(({ productId, seq }) => [productId, seq])),
);

export type SnapshotRow = typeof consentSnapshots.$inferSelect;

/** Call it while the business is locked. */
export async function insertSnapshots(tx: Db, snapshots: readonly SnapshotOf[]): Promise<void> {
  const { signing } = getSigningKeys();
  await tx
    .insert(consentSnapshots)
    .values(snapshots.map((snapshot) => signSnapshot(snapshot, signing)))
    .onConflictDoUpdate({
      target: [consentSnapshots.companyId, consentSnapshots.productId, consentSnapshots.seq],
      set: {
        at: sql`excluded.at`,
        basis: sql`excluded.basis`,
        followedBy: sql`excluded.followed_by`,
        signature: sql`excluded.signature`,
        keyId: sql`excluded.key_id`,
      },
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

/** Without the signatures of valid rows; empty where one is invalid. */
export async function listGenuineSnapshots(db: Db, companyId: string): Promise<SnapshotOf[]> {
  const rows = await listSnapshots(db, companyId);
  return rows.every(isOurs) ? rows.map(({ signature: _, keyId: __, ...row }) => row) : [];
}

const BATCH = 1000;

/** The caller holds the lock on the business. */
export async function replaceSnapshots(
  tx: Db,
  companyId: string,
  rows: readonly SnapshotOf[],
): Promise<void> {
  const { signing } = getSigningKeys();
  await tx.delete(consentSnapshots).where(eq(consentSnapshots.companyId, companyId));
  for (let from = 0; from < rows.length; from += BATCH)
    await tx
      .insert(consentSnapshots)
      .values(rows.slice(from, from + BATCH).map((row) => signSnapshot(row, signing)));
}

/** Agreements that another one of the same product followed, beside the event that began the next one. */
export async function listEnded(db: Db, companyId: string, { cursor, limit }: Side): Promise<SnapshotRow[]> {
  const isAhead = cursor?.way === 'newer';
  return readKept({
    limit,
    from: cursor?.from ?? null,
    read: (from) =>
      db
        .select()
        .from(consentSnapshots)
        .where(
          and(
            eq(consentSnapshots.companyId, companyId),
            isNotNull(consentSnapshots.followedBy),
            from === null ? undefined : (isAhead ? gt : lt)(consentSnapshots.followedBy, from),
          ),
        )
        .orderBy((isAhead ? asc : desc)(consentSnapshots.followedBy))
        .limit(limit),
    placeOf: ({ followedBy }) => followedBy,
    keep: (rows) => rows.filter(isOurs),
  });
}

/** Per product the oldest event on the newest page of its history, of so many; none where one page is enough. */
export const pageEndsPart = (size: number) =>
  part(
    select
      .select({
        productId: consents.productId,
        seq: sql<number | null>`(
          select e.seq from ${consentEvents} e
          where e.company_id = consents.company_id and e.product_id = consents.product_id
          order by e.seq desc offset ${size - 1} limit 1)`.as('seq'),
      })
      .from(consents)
      .where(eq(consents.companyId, own)),
    (rows): ReadonlyMap<string, number> =>
      new Map(rows.flatMap(({ productId, seq }) => (seq === null ? [] : [[productId, seq] as const]))),
  );
