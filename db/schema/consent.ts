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
    /** The oldest version whose consent still covers this one. */
    asksSince: integer('asks_since').notNull().default(1),
    publishedAt: at('published_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.productId, t.version] })],
);

/** The exact text that was shown, once per distinct text. */
export const notices = pgTable('notices', {
  hash: text('hash').primaryKey(),
  productId: text('product_id').notNull(),
  productVersion: integer('product_version').notNull(),
  language: text('language').notNull(),
  text: text('text').notNull(),
  createdAt: at('created_at').notNull(),
});

/** The ledger. No foreign keys on purpose: the record outlives the rows it is about. */
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
    /** As text, in exactly the hashed form: the audit of a million events has no time to reorder it. */
    body: json('body').$type<ConsentEventBody>().notNull(),
    hash: text('hash').notNull(),
    /** Ed25519 over the hash, base64url, with a key that the database does not hold; appending checks it first. */
    signature: text('signature').notNull(),
    keyId: text('key_id').notNull(),
    /** The server's own time: a trigger sets it, whatever the insert says. */
    insertedAt: at('inserted_at').notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex('consent_events_chain').on(t.companyId, t.seq),
    index('consent_events_product').on(t.companyId, t.productId, t.seq.desc()),
    index('consent_events_deleted').on(t.companyId).where(sql`type = 'data_deleted'`),
    check('consent_events_seq', sql`${t.seq} > 0`),
  ],
);

/** The standings that can still end. */
const RUNS = sql`standing in ('given', 'renewed', 'expiring', 'paused')`;

/** The current standing, one row per business and product; written in the transaction that appends the event. */
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
    // The businesses of a product, one page after another.
    index('consents_product').on(t.productId, t.companyId),
    // For the sweep: ends by date, and the start of each.
    index('consents_end').on(t.expiresAt).where(RUNS),
    index('consents_since').on(t.givenAt).where(RUNS),
  ],
);

/** The sum of one product's events up to one of them; derived, and recomputed by `npm run ledger:rebuild`. */
export const consentSnapshots = pgTable(
  'consent_snapshots',
  {
    companyId: uuid('company_id').notNull(),
    productId: text('product_id').notNull(),
    /** The last event that it covers. */
    seq: integer('seq').notNull(),
    at: at('at').notNull(),
    /** The events by `seq` that alone give the same result as all events up to this one. */
    basis: integer('basis').array().notNull(),
    /** The event that began the next agreement; null while this one continues. */
    followedBy: integer('followed_by'),
    /** Signature over all the above with a key outside the database: readers skip rows without a valid one. */
    signature: text('signature').notNull(),
    keyId: text('key_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.productId, t.seq] }),
    // The agreement in force at a moment, and past agreements, one after another.
    index('consent_snapshots_at').on(t.companyId, t.productId, t.at.desc(), t.seq.desc()),
    index('consent_snapshots_ended').on(t.companyId, t.followedBy.desc()).where(sql`followed_by is not null`),
  ],
);

/** The signed statement about one consent or its end, one per event; the row never changes. */
export const receipts = pgTable(
  'receipts',
  {
    /** Also in the event that it belongs to, and thereby under the event's hash. */
    id: uuid('id').primaryKey(),
    companyId: uuid('company_id').notNull(),
    productId: text('product_id').notNull(),
    eventId: uuid('event_id').notNull().unique(),
    keyId: text('key_id').notNull(),
    /** The hash of the event. */
    eventHash: text('event_hash').notNull(),
    /** The people it names; their keys encrypt it one after the other. */
    persons: uuid('persons').array().notNull(),
    /** Compact JWS, encrypted. */
    jws: text('jws').notNull(),
    issuedAt: at('issued_at').notNull(),
  },
  (t) => [index('receipts_company').on(t.companyId, t.productId, t.issuedAt.desc())],
);

/** The first lines of all checkpoints; the files themselves are stored where the database cannot reach. */
export const checkpoints = pgTable('checkpoints', {
  number: integer('number').primaryKey(),
  line: text('line').notNull(),
});
