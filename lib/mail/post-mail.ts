// Transactional outbox of letters: one row and one job per person, in the transaction of the news.

import type { Db } from '@/db/client';
import { insertJob } from '@/db/queries/jobs';
import { insertMail, listRecentMails, listRecipients } from '@/db/queries/mails';
import type { ConsentEventBody } from '../domain/consent/consent';
import { GATHER_MS, heldUntil, isPaced } from '../domain/letter/letter-pace';
import { isMailAddress, type MailFacts, type MailKind, NO_BUSINESS } from '../domain/letter/mail';
import { hasReceipt } from '../domain/receipt/receipt';
import type { Locale } from '../domain/text/language';
import { clock } from '../runtime/clock';

export interface Letter<K extends MailKind> {
  companyId: string;
  kind: K;
  facts: MailFacts[K];
  language: Locale;
  /** Deduplication key: one letter per person and piece of news, whichever process finds it. */
  dedupe: string;
  /** Only these people; otherwise every member of the business. */
  userIds?: readonly string[];
  requestId: string;
  /** Business time; now when absent. */
  now?: Date;
}

/**
 * Sends nothing itself: a rollback leaves no letter. People without a usable address are skipped.
 * @returns the number of letters that are new
 */
export async function postMail<K extends MailKind>(tx: Db, letter: Letter<K>): Promise<number> {
  const { companyId, kind, facts, language, dedupe, userIds, requestId, now = clock.now() } = letter;
  const recipients = await listRecipients(tx, companyId, userIds);
  let written = 0;
  for (const { userId, email } of recipients) {
    if (!isMailAddress(email)) continue;
    const held = await pace(tx, { companyId, userId, kind, now });
    const mailId = await insertMail(tx, {
      companyId,
      userId,
      kind,
      language,
      facts,
      dedupe: `${dedupe}:${userId}`,
      createdAt: now,
      heldUntil: held,
    });
    if (mailId === null) continue;
    await insertJob(tx, {
      job: { kind: 'send-mail', companyId, mailId, ...(companyId === NO_BUSINESS ? { userId } : {}) },
      requestId,
      ...(held === null ? {} : { notBefore: held }),
    });
    written += 1;
  }
  return written;
}

async function pace(
  tx: Db,
  { companyId, userId, kind, now }: { companyId: string; userId: string; kind: MailKind; now: Date },
): Promise<Date | null> {
  if (!isPaced(kind)) return null;
  const since = new Date(now.getTime() - GATHER_MS);
  return heldUntil(kind, await listRecentMails(tx, companyId, userId, since), now);
}

/** The letter that brings a receipt, to every member of the business; nothing for events without a receipt. */
export async function postReceiptMail(tx: Db, body: ConsentEventBody): Promise<void> {
  const { event_type: type, receipt_id: receiptId, pii_principal_id: companyId } = body;
  if (!hasReceipt(type) || receiptId === undefined || receiptId === null) return;
  await postMail(tx, {
    companyId,
    kind: `receipt-${type}`,
    facts: { receiptId, productId: body.service.product_id },
    language: body.privacy_notice.language,
    dedupe: `receipt:${receiptId}`,
    requestId: body.collection.request_id,
    now: new Date(body.event_time),
  });
}
