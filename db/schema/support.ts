// Schema of questions that people sent with the help form.

import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { Locale } from '../../lib/domain/text/language';
import { at } from './at';

/** Kept until a job deletes the row. Written once: what was asked is not changed afterwards. */
export const helpRequests = pgTable(
  'help_requests',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    /** What the person is told, and can name on the phone. */
    reference: text('reference').notNull().unique(),
    /** The same question sent twice from the same form is one. */
    dedupe: text('dedupe').notNull().unique(),
    /** The business and person, where the author was signed in. */
    companyId: uuid('company_id'),
    userId: uuid('user_id'),
    name: text('name').notNull(),
    /** Where the answer goes: as the person wrote it, and proof of nothing. */
    email: text('email').notNull(),
    /** What questions are counted by: one for all spellings of the address. */
    mailbox: text('mailbox').notNull(),
    message: text('message').notNull(),
    /** The page they came from, without its query; null where it is not known or says too much. */
    page: text('page'),
    language: text('language').$type<Locale>().notNull(),
    createdAt: at('created_at').notNull(),
    sentAt: at('sent_at'),
  },
  (t) => [index('help_requests_mailbox').on(t.mailbox, t.createdAt)],
);
