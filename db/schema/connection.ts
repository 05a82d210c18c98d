// Schema of connections and of the journeys that create them.
import { sql } from 'drizzle-orm';
import {
  bigserial,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type {
  ConnectionEventKind,
  ConnectionState,
  SourceType,
} from '../../lib/domain/connection/connection';
import type { ReturnOutcome } from '../../lib/domain/connection/return-outcome';
import type { ConnectedBy } from '../../lib/domain/connection/share';
import type { Channel } from '../../lib/domain/consent/on-request';
import { at } from './at';
import { companies } from './people';

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
    /** Codat's id of the chosen source: each bank behind one integration has its own. */
    sourceId: text('source_id'),
    /** Codat's id; null until Codat has answered. */
    codatConnectionId: uuid('codat_connection_id').unique(),
    state: text('state').$type<ConnectionState>().notNull(),
    /** True for files that the customer sent: no platform is behind them. */
    isUpload: boolean('is_upload').notNull().default(false),
    organisation: text('organisation'),
    /** The platform's own id of the organisation, where Codat passes one on. */
    organisationId: text('organisation_id'),
    /** The shared accounts as one short line, where Codat reports them. */
    accounts: text('accounts'),
    /** When the name was last searched for in the data that was read. */
    nameReadAt: at('name_read_at'),
    /** The latest failure, as Codat reported it: number, words (cleaned and cut, never shown) and time. */
    failureCode: text('failure_code'),
    failureText: text('failure_text'),
    failedAt: at('failed_at'),
    /** When the customer last authorised or confirmed it: the duration of the access counts from here. */
    authorisedAt: at('authorised_at'),
    /** When the customer first authorised it, as first noticed here. */
    firstLinkedAt: at('first_linked_at'),
    lastSyncAt: at('last_sync_at'),
    /** When Codat last reported this state. */
    checkedAt: at('checked_at'),
    createdAt: at('created_at').notNull(),
  },
  (t) => [
    index('connections_company').on(t.companyId),
    // By the last confirmation: access that lasts a number of days expires that long after it.
    index('connections_confirmed')
      .on(sql`coalesce(authorised_at, first_linked_at)`)
      .where(sql`state = 'Linked'`),
    index('connections_unfinished').on(t.createdAt).where(sql`state in ('PendingAuth', 'starting')`),
    index('connections_banks_lost')
      .on(t.companyId)
      .where(sql`source_type = 'Banking' and state = 'Deauthorized'`),
    uniqueIndex('connections_one_start')
      .on(t.companyId, t.platformKey)
      .where(sql`codat_connection_id is null`),
  ],
);

/** History of a connection, kept also when Codat has deleted it. Never ids or names of data. */
export const connectionEvents = pgTable(
  'connection_events',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    companyId: uuid('company_id').notNull(),
    connectionId: uuid('connection_id').notNull(),
    kind: text('kind').$type<ConnectionEventKind>().notNull(),
    at: at('at').notNull(),
    /** Who did it, by the name at that time; null when Codat or the platform did. */
    by: text('by'),
    /** On a customer's request to staff: the channel, and who asked. */
    onRequest: jsonb('on_request').$type<{ channel: Channel; askedBy: string }>(),
    /** The organisation connected at that time. */
    organisation: text('organisation'),
  },
  (t) => [
    index('connection_events_connection').on(t.companyId, t.connectionId, t.id),
    // The latest event of each kind up to a moment, however many followed.
    index('connection_events_kind').on(t.companyId, t.connectionId, t.kind, t.at.desc(), t.id.desc()),
    index('connection_events_time').on(t.companyId, t.connectionId, t.at, t.id),
    index('connection_events_reconfirmed').on(t.at).where(sql`kind = 'reconfirmed'`),
  ],
);

/** A question that only the customer can answer: is the organisation that was connected the right one? */
export const organisationChecks = pgTable(
  'organisation_checks',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    companyId: uuid('company_id').notNull(),
    connectionId: uuid('connection_id')
      .notNull()
      .references(() => connections.id),
    /** The organisation connected before; null when there was none. */
    nameBefore: text('name_before'),
    idBefore: text('id_before'),
    /** Null where the organisation is unknown. */
    nameAfter: text('name_after'),
    idAfter: text('id_after'),
    /**
     * `access`: another person connected it, and only the customer's answer opens it; `organisation`: an
     * unexpected one.
     */
    about: text('about').$type<'organisation' | 'access'>().notNull().default('organisation'),
    /** The origin of the connection: a journey of the customer, a colleague with a link, or none on these pages. */
    connectedBy: text('connected_by').$type<ConnectedBy>().notNull(),
    shareId: uuid('share_id'),
    askedAt: at('asked_at').notNull(),
    answer: text('answer').$type<'right' | 'wrong'>(),
    answeredAt: at('answered_at'),
    answeredBy: uuid('answered_by'),
  },
  (t) => [
    uniqueIndex('organisation_checks_open').on(t.connectionId).where(sql`answer is null`),
    index('organisation_checks_company').on(t.companyId, t.connectionId, t.askedAt.desc()),
  ],
);

/** One trip to a platform and back. Only the browser has the state value; here is its hash. */
export const journeys = pgTable(
  'journeys',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    stateHash: text('state_hash').notNull().unique(),
    companyId: uuid('company_id').notNull(),
    /** Who chose the platform; for a colleague's trip, who asked the colleague. */
    userId: uuid('user_id').notNull(),
    productId: text('product_id').notNull(),
    connectionId: uuid('connection_id')
      .notNull()
      .references(() => connections.id),
    /** The delegated link, if a colleague makes this trip. */
    shareId: uuid('share_id'),
    createdAt: at('created_at').notNull(),
    expiresAt: at('expires_at').notNull(),
    returnedAt: at('returned_at'),
    /** The status code of the platform's redirect, and the outcome. */
    statusCode: text('status_code'),
    outcome: text('outcome').$type<ReturnOutcome>(),
    /** The platform's own words, cleaned and cut; never shown. */
    message: text('message'),
    /** The organisation's name in the return address: a hint, cleaned and cut. */
    organisationHint: text('organisation_hint'),
  },
  (t) => [index('journeys_connection').on(t.connectionId, t.createdAt.desc())],
);

/** A link with which a colleague connects one platform for a business; only its holder has the token. */
export const shareLinks = pgTable(
  'share_links',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    /** Order of creation: the link's place in lists. */
    seq: bigserial('seq', { mode: 'number' }),
    tokenHash: text('token_hash').notNull().unique(),
    companyId: uuid('company_id').notNull(),
    productId: text('product_id').notNull(),
    platformKey: text('platform_key').notNull(),
    platformName: text('platform_name').notNull(),
    sourceType: text('source_type').$type<SourceType>().notNull(),
    createdBy: uuid('created_by').notNull(),
    createdAt: at('created_at').notNull(),
    expiresAt: at('expires_at').notNull(),
    /** The first press of the button there; viewing the page leaves no trace. */
    openedAt: at('opened_at'),
    connectionId: uuid('connection_id').references(() => connections.id),
    authorisedAt: at('authorised_at'),
    revokedAt: at('revoked_at'),
    /** The owner wants to approve before anything is read. */
    needsApproval: boolean('needs_approval').notNull(),
  },
  (t) => [index('share_links_company').on(t.companyId, t.productId, t.seq.desc())],
);

/** Callbacks of the embedded Link in the browser: hints, each stored once. */
export const linkCallbacks = pgTable(
  'link_callbacks',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    companyId: uuid('company_id').notNull(),
    productId: text('product_id').notNull(),
    userId: uuid('user_id').notNull(),
    kind: text('kind')
      .$type<'started' | 'connected' | 'consented' | 'failed' | 'closed' | 'finished'>()
      .notNull(),
    /** Codat's connection, the hash of the shown text, or the visit, depending on the kind. */
    subject: text('subject').notNull(),
    /** The consent event in force when the text was shown. */
    consentEventId: uuid('consent_event_id'),
    /** For a failure: the window's own words, cleaned and cut; never shown. */
    message: text('message'),
    at: at('at').notNull(),
  },
  (t) => [uniqueIndex('link_callbacks_once').on(t.companyId, t.productId, t.kind, t.subject)],
);

/** The text that the embedded window says it showed: a browser's claim, so apart from notices; once per distinct text. */
export const linkWords = pgTable('link_words', {
  hash: text('hash').primaryKey(),
  productId: text('product_id').notNull(),
  productVersion: integer('product_version').notNull(),
  language: text('language').notNull(),
  text: text('text').notNull(),
  createdAt: at('created_at').notNull(),
});

/** Objects to be created at Codat exactly once: who holds the claim, with which key, and the id of the created object. */
export const idempotencyKeys = pgTable('idempotency_keys', {
  subject: text('subject').primaryKey(),
  idempotencyKey: uuid('idempotency_key').notNull(),
  attempts: integer('attempts').notNull(),
  claimedUntil: at('claimed_until').notNull(),
  codatId: uuid('codat_id'),
});

/** When pages last asked Codat about the connections of a business. Times are the database's. */
export const connectionPolls = pgTable('connection_polls', {
  companyId: uuid('company_id').primaryKey(),
  askedAt: at('asked_at').notNull(),
  isAnswered: boolean('is_answered').notNull().default(true),
});

/** Answers of Codat that may be shown stale, such as the list of platforms. */
export const codatCache = pgTable('codat_cache', {
  key: text('key').primaryKey(),
  body: jsonb('body').$type<unknown>().notNull(),
  fetchedAt: at('fetched_at').notNull(),
});
