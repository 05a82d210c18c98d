// Schema of uploads: records of files (never their bytes) and platforms that customers did not find.
import { sql } from 'drizzle-orm';
import { index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { SourceType } from '../../lib/domain/connection/connection';
import type { UploadOutcome } from '../../lib/domain/upload/upload';
import { at } from './at';
import { connections } from './connection';

export const uploads = pgTable(
  'uploads',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    companyId: uuid('company_id').notNull(),
    productId: text('product_id').notNull(),
    sourceType: text('source_type').$type<SourceType>().notNull(),
    /** Null when the file was refused before there was a connection. */
    connectionId: uuid('connection_id').references(() => connections.id),
    /** One id for all files of one form. */
    batch: uuid('batch').notNull(),
    /** Cleaned, so that it can be shown. */
    name: text('name').notNull(),
    /** Number of bytes read: fewer than the file has when it was refused on the way. */
    bytes: integer('bytes').notNull(),
    /** Null when the file was not read to its end. */
    sha256: text('sha256'),
    outcome: text('outcome').$type<UploadOutcome>().notNull(),
    by: uuid('by').notNull(),
    at: at('at').notNull(),
  },
  (t) => [
    index('uploads_company').on(t.companyId, t.at.desc()),
    // The same bytes twice, such as by a second click, are one file.
    uniqueIndex('uploads_once').on(t.connectionId, t.sha256).where(sql`outcome in ('sending', 'sent')`),
  ],
);

/** Platforms that customers use and did not find: what to offer next. */
export const platformRequests = pgTable(
  'platform_requests',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    companyId: uuid('company_id').notNull(),
    productId: text('product_id').notNull(),
    sourceType: text('source_type').$type<SourceType>().notNull(),
    name: text('name').notNull(),
    /** The name without capitals, accents and spaces. */
    nameKey: text('name_key').notNull(),
    note: text('note'),
    by: uuid('by').notNull(),
    at: at('at').notNull(),
  },
  (t) => [
    uniqueIndex('platform_requests_once').on(t.companyId, t.productId, t.sourceType, t.nameKey),
    index('platform_requests_name').on(t.nameKey),
  ],
);
