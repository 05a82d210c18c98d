// SQL of the ledger and its projection: one chain of events per business, and one row per product for what stands.
import { and, asc, desc, eq, gt, inArray, lt, sql } from 'drizzle-orm';
import type { ConsentEventBody } from '../../lib/domain/consent/consent';
import { canonicalJson } from '../../lib/domain/ledger/ledger';
import type { Side } from '../../lib/domain/text/paging';
import type { Db } from '../client';
import { consentEvents, consents, notices } from '../schema/consent';
import { part, placeholder, select } from './gather';
import { readKept } from './kept-page';
import { openBodies } from './person-keys';
import { openProven, provenOf } from './proven-events';

export type ConsentRow = typeof consents.$inferSelect;
export type NoticeRow = typeof notices.$inferSelect;

export interface NewEventRow {
  /** Encrypted. */
  body: ConsentEventBody;
  hash: string;
  signature: string;
  keyId: string;
}

/** @param events encrypted, in the order of the chain */
export async function insertEvents(db: Db, companyId: string, events: readonly NewEventRow[]): Promise<void> {
  await db.insert(consentEvents).values(
    events.map(({ body, hash, signature, keyId }) => ({
      id: body.record_id,
      companyId,
      seq: body.seq,
      type: body.event_type,
      productId: body.service.product_id,
      at: new Date(body.event_time),
      // As it was hashed: `json` keeps the text that it is given.
      body: sql`${canonicalJson(body)}::json`,
      hash,
      signature,
      keyId,
    })),
  );
}

/** Oldest first, as written, with personal data decrypted. */
export async function listEvents(db: Db, companyId: string) {
  const rows = await db
    .select({ seq: consentEvents.seq, hash: consentEvents.hash, body: consentEvents.body })
    .from(consentEvents)
    .where(eq(consentEvents.companyId, companyId))
    .orderBy(asc(consentEvents.seq));
  return openProven(db, companyId, rows);
}

/** What tells that the data read through a connection is deleted, oldest first. */
export async function listDeletions(db: Db, companyId: string, connectionId: string) {
  const rows = await db
    .select({ seq: consentEvents.seq, hash: consentEvents.hash, body: consentEvents.body })
    .from(consentEvents)
    .where(and(eq(consentEvents.companyId, companyId), eq(consentEvents.type, 'data_deleted')))
    .orderBy(asc(consentEvents.seq));
  const told = (await provenOf(db, companyId, rows)).filter(({ body }) =>
    body.sources.some(({ connection_id: id }) => id === connectionId),
  );
  return openBodies(db, told);
}

/** Those of a business at these places. */
export async function listEventsAt(db: Db, companyId: string, seqs: readonly number[]) {
  if (seqs.length === 0) return [];
  const rows = await db
    .select({ seq: consentEvents.seq, body: consentEvents.body })
    .from(consentEvents)
    .where(and(eq(consentEvents.companyId, companyId), inArray(consentEvents.seq, [...new Set(seqs)])));
  return openProven(db, companyId, rows);
}

/** Events of a business, or of one of its products, beside a place in the history: newest first behind it, oldest first ahead of it. */
export async function listEventsBeside(
  db: Db,
  { companyId, productId }: { companyId: string; productId?: string },
  { cursor, limit }: Side,
) {
  const isAhead = cursor?.way === 'newer';
  const rows = await readKept({
    limit,
    from: cursor?.from ?? null,
    read: (from) =>
      db
        .select({ seq: consentEvents.seq, hash: consentEvents.hash, body: consentEvents.body })
        .from(consentEvents)
        .where(
          and(
            eq(consentEvents.companyId, companyId),
            productId === undefined ? undefined : eq(consentEvents.productId, productId),
            from === null ? undefined : (isAhead ? gt : lt)(consentEvents.seq, from),
          ),
        )
        .orderBy((isAhead ? asc : desc)(consentEvents.seq))
        .limit(limit),
    placeOf: ({ seq }) => seq,
    keep: (page) => provenOf(db, companyId, page),
  });
  return openBodies(db, rows);
}

/** @param rows no two of one product */
export async function upsertConsents(db: Db, rows: readonly ConsentRow[]): Promise<void> {
  await db
    .insert(consents)
    .values([...rows])
    .onConflictDoUpdate({
      target: [consents.companyId, consents.productId],
      set: {
        standing: sql`excluded.standing`,
        productVersion: sql`excluded.product_version`,
        eventId: sql`excluded.event_id`,
        eventSeq: sql`excluded.event_seq`,
        noticeHash: sql`excluded.notice_hash`,
        givenAt: sql`excluded.given_at`,
        expiresAt: sql`excluded.expires_at`,
        updatedAt: sql`excluded.updated_at`,
      },
    });
}

export async function findConsent(db: Db, companyId: string, productId: string): Promise<ConsentRow | null> {
  const [row] = await db
    .select()
    .from(consents)
    .where(and(eq(consents.companyId, companyId), eq(consents.productId, productId)));
  return row ?? null;
}

/** What stands, a row for each product. */
export const consentsPart = part(
  select
    .select()
    .from(consents)
    .where(eq(consents.companyId, placeholder('companyId')))
    .orderBy(asc(consents.productId)),
);

export async function listConsents(db: Db, companyId: string): Promise<ConsentRow[]> {
  return db.select().from(consents).where(eq(consents.companyId, companyId)).orderBy(asc(consents.productId));
}

/** Businesses that ever answered about a product, in the order of their ids. */
export async function listAsked(
  db: Db,
  productId: string,
  { after, limit }: { after: string | null; limit: number },
): Promise<string[]> {
  const rows = await db
    .select({ id: consents.companyId })
    .from(consents)
    .where(and(eq(consents.productId, productId), after === null ? undefined : gt(consents.companyId, after)))
    .orderBy(asc(consents.companyId))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** Keeps the exact words once per distinct text. */
export async function insertNotices(db: Db, texts: readonly NoticeRow[]): Promise<void> {
  await db
    .insert(notices)
    .values([...texts])
    .onConflictDoNothing();
}

/** In the order of their hashes. */
export async function listNotices(db: Db, hashes: readonly string[]) {
  return db
    .select()
    .from(notices)
    .where(inArray(notices.hash, [...hashes]))
    .orderBy(asc(notices.hash));
}

/** With `noticeHash`. */
export const noticePart = part(
  select
    .select()
    .from(notices)
    .where(eq(notices.hash, placeholder('noticeHash'))),
  ([notice]) => notice ?? null,
);

export async function findNotice(db: Db, hash: string) {
  const [row] = await db.select().from(notices).where(eq(notices.hash, hash));
  return row ?? null;
}
