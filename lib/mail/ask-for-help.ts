// Verb: stores a question from the help form once and enqueues its letter; retention deletes it later.

import type { Db } from '@/db/client';
import {
  countHelpRequests,
  hasHelpRequest,
  insertHelpRequest,
  lockHelpMailbox,
} from '@/db/queries/help-requests';
import { insertJob } from '@/db/queries/jobs';
import { mailboxOf } from '../domain/identity/mailbox';
import { foldAddress } from '../domain/identity/sign-in-link';
import { NO_BUSINESS } from '../domain/letter/mail';
import {
  type HelpQuestion,
  helpDedupe,
  helpReference,
  keptPage,
  readHelpReference,
} from '../domain/support/help-request';
import { HOUR_MS } from '../domain/text/duration';
import type { Locale } from '../domain/text/language';

/** Questions of one mailbox within an hour: more come from a bot, or from a person who should be called. */
export const MOST_PER_MAILBOX = 5;
/** Days that a question is kept, as stated on the privacy page. */
export const HELP_KEPT_DAYS = 180;

export interface HelpAsked {
  question: HelpQuestion;
  /** The form's own value, set when it was shown: a double click sends the same one twice. */
  form: string;
  /** Null where the author was not signed in. */
  who: { userId: string; companyId: string | null } | null;
  /** Path of the page they came from; a claim. */
  page: string | null;
  language: Locale;
  requestId: string;
  now: Date;
}

/** @returns the reference number for the phone; the same one when the same question is sent again */
export async function askForHelp(
  db: Db,
  asked: HelpAsked,
): Promise<{ kind: 'taken'; reference: string } | { kind: 'too-many' }> {
  const { question, form, who, language, requestId, now } = asked;
  const dedupe = helpDedupe(form, question);
  const reference = helpReference(dedupe);
  const email = foldAddress(question.email);
  const mailbox = mailboxOf(email);
  return db.transaction(async (tx) => {
    await lockHelpMailbox(tx, mailbox);
    if (await hasHelpRequest(tx, reference)) return { kind: 'taken', reference };
    const since = new Date(now.getTime() - HOUR_MS);
    if ((await countHelpRequests(tx, mailbox, since)) >= MOST_PER_MAILBOX) return { kind: 'too-many' };
    const helpRequestId = await insertHelpRequest(tx, {
      ...question,
      email,
      mailbox,
      reference,
      dedupe,
      companyId: who?.companyId ?? null,
      userId: who?.userId ?? null,
      page: keptPage(asked.page),
      language,
      createdAt: now,
    });
    if (helpRequestId === null) return { kind: 'taken', reference };
    const about = { companyId: who?.companyId ?? NO_BUSINESS, helpRequestId };
    await insertJob(tx, { job: { kind: 'send-help-request', ...about }, requestId });
    await insertJob(tx, {
      job: { kind: 'prune-help-request', ...about },
      requestId,
      notBefore: new Date(now.getTime() + HELP_KEPT_DAYS * 24 * HOUR_MS),
    });
    return { kind: 'taken', reference };
  });
}

/** @param value from an address @returns the reference number if a stored question has it, null otherwise */
export async function findReference(db: Db, value: unknown): Promise<string | null> {
  const reference = readHelpReference(value);
  return reference !== null && (await hasHelpRequest(db, reference)) ? reference : null;
}
