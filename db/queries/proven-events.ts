// SQL of proven events: a row counts as an event only when a key of the site signed it.
import { and, desc, eq, getTableColumns, inArray, type Placeholder, type SQL, sql } from 'drizzle-orm';
import type { ConsentEventBody } from '../../lib/domain/consent/consent';
import { isProven, provesChain } from '../../lib/domain/ledger/event-proof';
import { type SignatureCheck, signaturesBy } from '../../lib/domain/ledger/event-signature';
import { getSigningKeys } from '../../lib/runtime/env';
import type { Db } from '../client';
import { consentEvents } from '../schema/consent';
import { eachCompany, gatherer, part, placeholder, select } from './gather';
import { openBodies } from './person-keys';

const kept = {
  ...getTableColumns(consentEvents),
  /** The stored text, over which the hash is computed. */
  text: sql<string>`${consentEvents.body}::text`.as('text'),
};

const listKept = (db: Db, where: SQL | undefined) =>
  db.select(kept).from(consentEvents).where(where).orderBy(desc(consentEvents.seq));

const headPart = (company: SQL | Placeholder) =>
  part(
    select
      .select(kept)
      .from(consentEvents)
      .where(eq(consentEvents.companyId, company))
      .orderBy(desc(consentEvents.seq))
      .limit(1),
    ([head]) => head ?? null,
  );

/** The newest event of a business's chain as stored, proven or not. */
export const chainHeadPart = headPart(placeholder('companyId'));
export const eachHeadPart = headPart(eachCompany);
const readHead = gatherer('chain_head', { head: chainHeadPart });

export type StoredHead = NonNullable<Awaited<ReturnType<typeof readHead>>['head']>;

export async function findChainHead(db: Db, companyId: string): Promise<StoredHead | null> {
  return (await readHead(db, { companyId })).head;
}

const ours = (): SignatureCheck => signaturesBy(getSigningKeys());

/** False where the newest event is none that this site wrote, or was written in doubt: then nothing gives access. */
export const isHeadProven = (head: StoredHead | null) => head === null || provesChain(head, ours());

/**
 * The last event covered by the newest one's signature; 0 where that signature is invalid, and before the first
 * event.
 */
export const vouchedUpTo = (head: StoredHead | null): number =>
  head !== null && isHeadProven(head) ? head.seq : 0;

/** False where the newest event is not proven, or was written in doubt: then no access is given. */
export async function isChainProven(db: Db, companyId: string): Promise<boolean> {
  return isHeadProven(await findChainHead(db, companyId));
}

/**
 * Those of the given rows that are proven: by the newest event's signature, or else each by its own. A row that only
 * stands in an event's place may hold anything.
 */
export async function provenOf<T extends { seq: number }>(
  db: Db,
  companyId: string,
  rows: readonly T[],
): Promise<T[]> {
  if (rows.length === 0) return [];
  const upTo = vouchedUpTo(await findChainHead(db, companyId));
  const doubted = rows.filter(({ seq }) => seq > upTo).map(({ seq }) => seq);
  if (doubted.length === 0) return [...rows];
  const kept = await listKept(
    db,
    and(eq(consentEvents.companyId, companyId), inArray(consentEvents.seq, doubted)),
  );
  const proven = new Set(kept.filter((row) => isProven(row, ours())).map(({ seq }) => seq));
  return rows.filter(({ seq }) => seq <= upTo || proven.has(seq));
}

/** The proven rows in clear: personal data is decrypted. */
export async function openProven<T extends { seq: number; body: ConsentEventBody }>(
  db: Db,
  companyId: string,
  rows: readonly T[],
): Promise<T[]> {
  return openBodies(db, await provenOf(db, companyId, rows));
}
