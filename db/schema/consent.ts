// Schema of products, the ledger and its projection. The ledger is append-only: triggers in db/guards.sql refuse changes.
import { sql } from 'drizzle-orm';
import {
  bigserial,
  check,
  index,
  integer,
  json,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { ConsentEventBody, ConsentEventType, Standing } from '../../lib/domain/consent/consent';
import type { ProductDefinition } from '../../lib/domain/product/product';
import { at } from './at';

export const products = pgTable('products', {
  id: text('id').primaryKey(),
  currentVersion: integer('current_version').notNull(),
  position: integer('position').notNull(),
});

/** Every publication is a new row; a published version never changes. */
export const productVersions = pgTable(
  'product_versions',
  {
    productId: text('product_id')
      .notNull()
      .references(() => products.id, { onDelete: 'restrict' }),
    version: integer('version').notNull(),
    definition: jsonb('definition').$type<ProductDefinition>().notNull(),
    /** The oldest version whose yes still covers this one. */
    asksSince: integer('asks_since').notNull().default(1),
    publishedAt: at('published_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.productId, t.version] })],
);

/** The exact words that were shown, once per distinct text. */
export const notices = pgTable('notices', {
  hash: text('hash').primaryKey(),
  productId: text('product_id').notNull(),
  productVersion: integer('product_version').notNull(),
  language: text('language').notNull(),
  text: text('text').notNull(),
  createdAt: at('created_at').notNull(),
});

/** The ledger. No foreign keys on purpose: the record outlives what it speaks of. */
export const consentEvents = pgTable(
  'consent_events',
  {
    position: bigserial('position', { mode: 'number' }).primaryKey(),
    id: uuid('id').notNull().unique(),
    companyId: uuid('company_id').notNull(),
    seq: integer('seq').notNull(),
    type: text('type').$type<ConsentEventType>().notNull(),
    productId: text('product_id').notNull(),
    at: at('at').notNull(),
    /** As text, in the very form that is hashed: the audit of a million events has no time to put it in order again. */
    body: json('body').$type<ConsentEventBody>().notNull(),
    hash: text('hash').notNull(),
    /** Ed25519 over the hash, base64url, by a key that the database does not hold; the next event is written only if it is right. */
    signature: text('signature').notNull(),
    keyId: text('key_id').notNull(),
    /** The server's own time: a trigger writes it, whatever it is given. */
    insertedAt: at('inserted_at').notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex('consent_events_chain').on(t.companyId, t.seq),
    index('consent_events_product').on(t.companyId, t.productId, t.seq.desc()),
    index('consent_events_deleted').on(t.companyId).where(sql`type = 'data_deleted'`),
    check('consent_events_seq', sql`${t.seq} > 0`),
  ],
);

/** The standings that something can still end. */
const RUNS = sql`standing in ('given', 'renewed', 'expiring', 'paused')`;

/** What holds now, one row per business and product; written in the transaction that appends the event. */
export const consents = pgTable(
  'consents',
  {
    companyId: uuid('company_id').notNull(),
    productId: text('product_id').notNull(),
    standing: text('standing').$type<Standing>().notNull(),
    productVersion: integer('product_version').notNull(),
    eventId: uuid('event_id').notNull(),
    eventSeq: integer('event_seq').notNull(),
    noticeHash: text('notice_hash').notNull(),
    givenAt: at('given_at'),
    expiresAt: at('expires_at'),
    updatedAt: at('updated_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.productId] }),
    // For the sweep: ends by date, and the start of each.
    index('consents_end').on(t.expiresAt).where(RUNS),
    index('consents_since').on(t.givenAt).where(RUNS),
  ],
);

/** What the events of one product add up to at some of them; derived, and made anew by `npm run ledger:rebuild`. */
export const consentSnapshots = pgTable(
  'consent_snapshots',
  {
    companyId: uuid('company_id').notNull(),
    productId: text('product_id').notNull(),
    /** The last event that it covers. */
    seq: integer('seq').notNull(),
    at: at('at').notNull(),
    /** The events from which the same follows as from all up to it, by `seq`. */
    basis: integer('basis').array().notNull(),
    /** The event that began the next agreement; null while the same one goes on. */
    followedBy: integer('followed_by'),
    /** Signature over all the above with a key outside the database: readers skip rows without a valid one. */
    signature: text('signature').notNull(),
    keyId: text('key_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.productId, t.seq] }),
    // What stood at a moment, and what ended, one after another.
    index('consent_snapshots_at').on(t.companyId, t.productId, t.at.desc(), t.seq.desc()),
    index('consent_snapshots_ended').on(t.companyId, t.followedBy.desc()).where(sql`followed_by is not null`),
  ],
);

/** The signed statement of what was agreed or ended, one per event; the row never changes. */
export const receipts = pgTable(
  'receipts',
  {
    /** Stands in the event it belongs to, under the event's hash. */
    id: uuid('id').primaryKey(),
    companyId: uuid('company_id').notNull(),
    productId: text('product_id').notNull(),
    eventId: uuid('event_id').notNull().unique(),
    keyId: text('key_id').notNull(),
    /** Of the event. */
    eventHash: text('event_hash').notNull(),
    /** Whom it names, whose keys seal it one after the other. */
    persons: uuid('persons').array().notNull(),
    /** Compact JWS, sealed. */
    jws: text('jws').notNull(),
    issuedAt: at('issued_at').notNull(),
  },
  (t) => [index('receipts_company').on(t.companyId, t.productId, t.issuedAt.desc())],
);

/** Which checkpoints were written, by their first lines: the files themselves stand where the database cannot reach. */
export const checkpoints = pgTable('checkpoints', {
  number: integer('number').primaryKey(),
  line: text('line').notNull(),
});
