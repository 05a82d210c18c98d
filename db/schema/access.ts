// Schema of the decision API: keys, of which only hashes are kept, and the log of its answers.
import { bigserial, boolean, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
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

/** What was answered to whom, one row per question. Pruned after 13 months; the ledger, which it rests on, is kept. */
export const decisionLog = pgTable('decision_log', {
  /** Grows with time: the oldest rows are pruned by it. */
  id: bigserial('id', { mode: 'number' }).primaryKey(),
  evaluationId: uuid('evaluation_id').notNull().unique(),
  at: at('at').notNull().defaultNow(),
  keyId: text('key_id').notNull(),
  question: jsonb('question').$type<LoggedQuestion>().notNull(),
  decision: boolean('decision').notNull(),
  /** As it was sent, without the sentence. */
  context: jsonb('context').$type<Record<string, unknown>>().notNull(),
});

/** A question without properties, which hold what callers please. */
export interface LoggedQuestion {
  subject: { type: string; id: string };
  action: { name: string };
  resource: { type: string; id: string };
  /** The moment that was asked about; absent: now. */
  time?: string;
}
