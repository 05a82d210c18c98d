// Schema of API keys: what each may ask; of a key itself only the hash is kept.
import { index, integer, pgTable, text } from 'drizzle-orm/pg-core';
import type { Scope } from '../../lib/domain/identity/api-key';
import { at } from './at';

/** Rows stay when a key is revoked or over: who was able to ask, and until when, stays known. */
export const apiKeys = pgTable(
  'api_keys',
  {
    /** Stands in the key itself, so that it is found by an index and named in a list. */
    id: text('id').primaryKey(),
    /** The system that holds it. */
    name: text('name').notNull(),
    /** SHA-256 of the whole key. */
    hash: text('hash').notNull(),
    /** The only products it may ask for. Null: every product. */
    products: text('products').array(),
    scopes: text('scopes').array().$type<Scope[]>().notNull(),
    /** Questions. */
    perMinute: integer('per_minute').notNull(),
    createdAt: at('created_at').notNull(),
    expiresAt: at('expires_at').notNull(),
    revokedAt: at('revoked_at'),
    /** The key that took its place. */
    replacedBy: text('replaced_by'),
    /** To the minute. */
    lastUsedAt: at('last_used_at'),
  },
  (t) => [index('api_keys_created').on(t.createdAt)],
);
