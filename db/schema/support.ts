// Schema of questions that people sent with the help form.

import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { Locale } from '../../lib/domain/text/language';
import { at } from './at';

/** Kept until a job deletes the row. Written once: a question is not changed afterwards. */
export const helpRequests = pgTable(
  'help_requests',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    /** The reference that the person is given, and can quote on the phone. */
    reference: text('reference').notNull().unique(),
    /** The same question sent twice from the same form is one. */
    dedupe: text('dedupe').notNull().unique(),
    /** The business and person, where the author was signed in. */
    companyId: uuid('company_id'),
    userId: uuid('user_id'),
    name: text('name').notNull(),
    /** The address for the answer, as the person wrote it: no proof of identity. */
    email: text('email').notNull(),
    /** The key that questions are counted by: one for all spellings of the address. */
    mailbox: text('mailbox').notNull(),
    message: text('message').notNull(),
    /** The page they came from, without its query; null if it is unknown or would reveal too much. */
    page: text('page'),
    language: text('language').$type<Locale>().notNull(),
    createdAt: at('created_at').notNull(),
    sentAt: at('sent_at'),
  },
  (t) => [index('help_requests_mailbox').on(t.mailbox, t.createdAt)],
);
