// Owns the shape of everything stored. The ledger is append-only: db/migrations adds the trigger that refuses changes.
import { sql } from 'drizzle-orm';
import {
  bigserial,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { ConnectionState, SourceType } from '../lib/domain/connection';
import type { ConsentEventBody, ConsentEventType, Standing } from '../lib/domain/consent';
import type { Job, JobState } from '../lib/domain/job';
import type { ProductDefinition } from '../lib/domain/product';

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

export const users = pgTable('users', {
  id: uuid('id').primaryKey().defaultRandom(),
  name: text('name').notNull(),
  email: text('email'),
  /** A name that the sign-in service suggested for a business that does not exist here yet. */
  suggestedBusinessName: text('suggested_business_name'),
  createdAt: at('created_at').notNull().defaultNow(),
});

/** Who a person is at the sign-in service. E-mail is not identity: it changes hands. */
export const identities = pgTable(
  'identities',
  {
    issuer: text('issuer').notNull(),
    subject: text('subject').notNull(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
  },
  (t) => [primaryKey({ columns: [t.issuer, t.subject] }), index('identities_user').on(t.userId)],
);

export const companies = pgTable(
  'companies',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    name: text('name').notNull(),
    /** The client's own id of the business, when the sign-in service knows it. */
    issuer: text('issuer'),
    externalId: text('external_id'),
    codatCompanyId: uuid('codat_company_id').unique(),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [uniqueIndex('companies_external').on(t.issuer, t.externalId)],
);

export const memberships = pgTable(
  'memberships',
  {
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    companyId: uuid('company_id')
      .notNull()
      .references(() => companies.id),
    role: text('role').$type<'owner' | 'director' | 'delegate' | 'accountant'>().notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.companyId] }), index('memberships_company').on(t.companyId)],
);

/** Sessions live here so that they can be revoked; only a hash of the cookie is kept. */
export const sessions = pgTable(
  'sessions',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    tokenHash: text('token_hash').notNull().unique(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    companyId: uuid('company_id').references(() => companies.id),
    createdAt: at('created_at').notNull().defaultNow(),
    expiresAt: at('expires_at').notNull(),
  },
  (t) => [index('sessions_user').on(t.userId)],
);

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
    body: jsonb('body').$type<ConsentEventBody>().notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [
    uniqueIndex('consent_events_chain').on(t.companyId, t.seq),
    index('consent_events_product').on(t.companyId, t.productId, t.seq.desc()),
    check('consent_events_seq', sql`${t.seq} > 0`),
  ],
);

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
  (t) => [primaryKey({ columns: [t.companyId, t.productId] })],
);

export const connections = pgTable(
  'connections',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    companyId: uuid('company_id')
      .notNull()
      .references(() => companies.id),
    platformKey: text('platform_key').notNull(),
    platformName: text('platform_name').notNull(),
    sourceType: text('source_type').$type<SourceType>().notNull(),
    /** Codat's id; null until Codat has answered. */
    codatConnectionId: uuid('codat_connection_id').unique(),
    state: text('state').$type<ConnectionState>().notNull(),
    organisation: text('organisation'),
    /** When the customer first authorised it, as seen by us. */
    firstLinkedAt: at('first_linked_at'),
    lastSyncAt: at('last_sync_at'),
    /** When Codat last told us this state. */
    checkedAt: at('checked_at'),
    createdAt: at('created_at').notNull(),
  },
  (t) => [
    index('connections_company').on(t.companyId),
    uniqueIndex('connections_one_start')
      .on(t.companyId, t.platformKey)
      .where(sql`codat_connection_id is null`),
  ],
);

/** One trip to a platform and back. The state value is known to the browser only; here its hash. */
export const journeys = pgTable(
  'journeys',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    stateHash: text('state_hash').notNull().unique(),
    companyId: uuid('company_id').notNull(),
    userId: uuid('user_id').notNull(),
    productId: text('product_id').notNull(),
    connectionId: uuid('connection_id')
      .notNull()
      .references(() => connections.id),
    createdAt: at('created_at').notNull(),
    expiresAt: at('expires_at').notNull(),
    returnedAt: at('returned_at'),
  },
  (t) => [index('journeys_connection').on(t.connectionId)],
);

/** Things to be created at Codat exactly once: who holds the right to try, with which key, and what came of it. */
export const creations = pgTable('creations', {
  subject: text('subject').primaryKey(),
  idempotencyKey: uuid('idempotency_key').notNull(),
  attempts: integer('attempts').notNull(),
  claimedUntil: at('claimed_until').notNull(),
  codatId: uuid('codat_id'),
});

/** Answers of Codat that may be shown stale, such as the list of platforms. */
export const codatCache = pgTable('codat_cache', {
  key: text('key').primaryKey(),
  body: jsonb('body').$type<unknown>().notNull(),
  fetchedAt: at('fetched_at').notNull(),
});

/** Work we owe to others, written in the transaction that makes us owe it. Finished rows stay as the proof that it was done. */
export const jobs = pgTable(
  'jobs',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    /** Jobs of one lane run one after another, in the order they were owed. */
    lane: text('lane').notNull(),
    job: jsonb('job').$type<Job>().notNull(),
    state: text('state').$type<JobState>().notNull().default('waiting'),
    attempts: integer('attempts').notNull().default(0),
    runAt: at('run_at').notNull().defaultNow(),
    /** Until then one worker holds it; a worker that dies lets go of it by being late. */
    leasedUntil: at('leased_until'),
    /** Why the last attempt failed, in words for staff; never data, addresses or keys. */
    problem: text('problem'),
    requestId: text('request_id').notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
    endedAt: at('ended_at'),
  },
  (t) => [
    index('jobs_due').on(t.runAt).where(sql`state = 'waiting'`),
    index('jobs_lane').on(t.lane, t.id).where(sql`state = 'waiting'`),
    index('jobs_dead').on(t.endedAt).where(sql`state = 'dead'`),
  ],
);
