// Schema of reading progress per kind of data, and of its polling schedule.
import { boolean, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { at } from './at';
import { connections } from './connection';

/** One row per connection and data type that Codat has begun to read. */
export const readProgress = pgTable(
  'read_progress',
  {
    companyId: uuid('company_id').notNull(),
    connectionId: uuid('connection_id')
      .notNull()
      .references(() => connections.id),
    dataType: text('data_type').notNull(),
    /** Codat's status, as Codat spells it. */
    status: text('status').notNull(),
    /** Codat's id of the read. */
    syncId: text('sync_id'),
    /** When it was last read successfully, according to Codat. */
    lastReadAt: at('last_read_at'),
    /** When it was first seen finished, successful or not; business time. */
    settledAt: at('settled_at'),
    /** When Codat was asked; the machine's time. */
    seenAt: at('seen_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.connectionId, t.dataType] }),
    index('read_progress_company').on(t.companyId),
  ],
);

/** One row per business: however many pages wait, Codat is asked once. Times are by the database's clock. */
export const progressPolls = pgTable('progress_polls', {
  companyId: uuid('company_id').primaryKey(),
  askedAt: at('asked_at').notNull(),
  dueAt: at('due_at').notNull(),
  /** When something last changed. */
  movedAt: at('moved_at').notNull(),
  /** False when Codat did not answer the latest poll. */
  isAnswered: boolean('is_answered').notNull().default(true),
});
