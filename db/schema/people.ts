// Schema of people, businesses and their sessions.
import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { boolean, date, index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { IdentificationMethod, Role } from '../../lib/domain/identity/authority';
import { at } from './at';

export const users = pgTable('users', {
  id: uuid('id').primaryKey().defaultRandom(),
  name: text('name').notNull(),
  email: text('email'),
  /** A name that the sign-in service suggested for a business that does not exist here yet. */
  suggestedBusinessName: text('suggested_business_name'),
  /** The sign-in service vouches that the address is this person's: only then may a link sent to it sign them in. */
  isEmailVerified: boolean('is_email_verified').notNull().default(false),
  /** Works for the client: sees every business, acts for none. */
  isStaff: boolean('is_staff').notNull().default(false),
  /** When the sign-in service last said who this is; null for people that it does not know. */
  issuerSignedInAt: at('issuer_signed_in_at'),
  createdAt: at('created_at').notNull().defaultNow(),
});

/** The wrapped key that encrypts a person in the ledger; deleting the row erases the person from it. */
export const personKeys = pgTable('person_keys', {
  /** A user's id, or a business's id for people whom that business knows by name only. */
  personId: uuid('person_id').primaryKey(),
  wrapped: text('wrapped').notNull(),
});

/** A person's identity at the sign-in service. E-mail is no identity: addresses change hands. */
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

/**
 * A name as searched and sorted: no capitals, no accents, byte by byte, so that one index serves both.
 * Capitals with accents are listed, since a database with the C locale lowers none of them.
 */
export function foldedName(name: SQL | SQLWrapper): SQL<string> {
  return sql<string>`(translate(replace(replace(replace(replace(lower(${name}), 'œ', 'oe'), 'Œ', 'oe'), 'æ', 'ae'), 'Æ', 'ae'),
    'áàâäãåāçčéèêëēíìîïīñóòôöõøōśšúùûüūýÿžÁÀÂÄÃÅĀÇČÉÈÊËĒÍÌÎÏĪÑÓÒÔÖÕØŌŚŠÚÙÛÜŪÝŸŽ',
    'aaaaaaacceeeeeiiiiinooooooossuuuuuyyzaaaaaaacceeeeeiiiiinooooooossuuuuuyyz') collate "C")`;
}

export const companies = pgTable(
  'companies',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    name: text('name').notNull(),
    /** The issuer and the client's own id of the business, when the sign-in service knows it. */
    issuer: text('issuer'),
    externalId: text('external_id'),
    codatCompanyId: uuid('codat_company_id').unique(),
    /** The latest settings for syncing that Codat was sent; null when they are unknown. */
    codatSettingsKey: text('codat_settings_key'),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex('companies_external').on(t.issuer, t.externalId),
    index('companies_by_name').on(foldedName(sql`name`), t.id),
  ],
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
    role: text('role').$type<Role>().notNull(),
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
    /** Written every few minutes of use; limits are applied on reading, so that a new limit counts at once. */
    usedAt: at('used_at').notNull(),
    /** How and when the person was identified. */
    method: text('method').$type<IdentificationMethod>().notNull(),
    identifiedAt: at('identified_at').notNull(),
    /** The strength of authentication that the sign-in service stated. */
    acr: text('acr'),
    amr: text('amr').array().notNull().default([]),
    /** The sign-in service's own session id, for logouts that it sends. */
    issuerSid: text('issuer_sid'),
  },
  (t) => [
    index('sessions_user').on(t.userId),
    index('sessions_used').on(t.usedAt),
    index('sessions_issuer_sid').on(t.issuerSid),
  ],
);

/** What staff opened about a business, or did on its request. */
export type StaffViewKind = 'business' | 'decision' | 'export' | 'on-request' | 'withdraw' | 'pause' | 'end';

/** Which staff member opened what of which business, once a day each. The app's role may only add. */
export const staffViews = pgTable(
  'staff_views',
  {
    companyId: uuid('company_id')
      .notNull()
      .references(() => companies.id),
    staffId: uuid('staff_id')
      .notNull()
      .references(() => users.id),
    /** The day in UTC; a trigger sets it, and `at`. */
    day: date('day', { mode: 'string' }).notNull().default(sql`current_date`),
    at: at('at').notNull().defaultNow(),
    what: text('what').$type<StaffViewKind>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.staffId, t.day, t.what] }),
    index('staff_views_staff').on(t.staffId),
    index('staff_views_latest').on(t.companyId, t.at),
    index('staff_views_day').on(t.day),
  ],
);

/** Logout tokens of the sign-in service: none counts twice, and no sign-in starts a session that they ended. */
export const issuerLogouts = pgTable(
  'issuer_logouts',
  {
    /** A hash of the token's own id. */
    id: text('id').primaryKey(),
    sid: text('sid'),
    at: at('at').notNull().defaultNow(),
  },
  (t) => [index('issuer_logouts_sid').on(t.sid), index('issuer_logouts_at').on(t.at)],
);

/** Magic links, used once; only their hashes are stored. */
export const signInLinks = pgTable('sign_in_links', {
  tokenHash: text('token_hash').primaryKey(),
  email: text('email').notNull(),
  /** The key that links are counted by: one for all spellings of the address. */
  mailbox: text('mailbox').notNull(),
  createdAt: at('created_at').notNull(),
  expiresAt: at('expires_at').notNull(),
});
