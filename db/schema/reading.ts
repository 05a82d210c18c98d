// Schema of reading progress per kind of data, and of its polling schedule.
import { boolean, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { at } from './at';
import { connections } from './connection';

/** One row per connection and data type that Codat has begun with. */
export const readProgress = pgTable(
  'read_progress',
  {
    companyId: uuid('company_id').notNull(),
    connectionId: uuid('connection_id')
      .notNull()
      .references(() => connections.id),
    dataType: text('data_type').notNull(),
    /** Codat's word. */
    status: text('status').notNull(),
    /** Codat's id of that read. */
    syncId: text('sync_id'),
    /** When it was last read well, as Codat says. */
    lastReadAt: at('last_read_at'),
    /** When it was first seen to be through, well or badly; business time. */
    settledAt: at('settled_at'),
    /** When Codat was asked; the machine's time. */
    seenAt: at('seen_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.connectionId, t.dataType] }),
    index('read_progress_company').on(t.companyId),
  ],
);

/** One row per business: however many pages wait, Codat is asked once. Times are the database's. */
export const progressPolls = pgTable('progress_polls', {
  companyId: uuid('company_id').primaryKey(),
  askedAt: at('asked_at').notNull(),
  dueAt: at('due_at').notNull(),
  /** When something moved last. */
  movedAt: at('moved_at').notNull(),
  /** False while Codat did not answer when it was last asked. */
  isAnswered: boolean('is_answered').notNull().default(true),
});
