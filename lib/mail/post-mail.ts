// Transactional outbox of letters: one row and one job per person, in the transaction of the news.

import type { Db } from '@/db/client';
import { insertLetters, listRecentMails, listRecipients, type NewLetter } from '@/db/queries/mails';
import type { ConsentEventBody } from '../domain/consent/consent';
import { GATHER_MS, heldUntil, isPaced, type PacedLetter } from '../domain/letter/letter-pace';
import { isMailAddress, type MailFacts, type MailKind, NO_BUSINESS } from '../domain/letter/mail';
import { hasReceipt, type ReceiptEventType } from '../domain/receipt/receipt';
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

/** Recipients of a business's letters, and the recent letters to them. */
export interface Readers {
  recipients: readonly { userId: string; email: string }[];
  recent: readonly (PacedLetter & { userId: string })[];
}

/** Start of the period whose letters pace a letter of this moment. */
export const pacedSince = (now: Date): Date => new Date(now.getTime() - GATHER_MS);

/** One letter per recipient; recipients without a usable address are skipped. */
export function addressed<K extends MailKind>(
  letter: Omit<Letter<K>, 'userIds'>,
  { recipients, recent }: Readers,
): NewLetter[] {
  const { companyId, kind, facts, language, dedupe, requestId, now = clock.now() } = letter;
  return recipients
    .filter(({ email }) => isMailAddress(email))
    .map(({ userId }) => {
      const id = crypto.randomUUID();
      const before = recent.filter((each) => each.userId === userId);
      const held = isPaced(kind) ? heldUntil(kind, before, now) : null;
      const common = { id, companyId, userId, kind, language, facts };
      const ofPerson = companyId === NO_BUSINESS ? { userId } : {};
      return {
        mail: { ...common, dedupe: `${dedupe}:${userId}`, createdAt: now, heldUntil: held },
        job: {
          job: { kind: 'send-mail', companyId, mailId: id, ...ofPerson },
          requestId,
          ...(held === null ? {} : { notBefore: held }),
        },
      };
    });
}

/**
 * Sends nothing itself: a rollback leaves no letter. People without a usable address are skipped.
 * @returns the number of letters that are new
 */
export async function postMail<K extends MailKind>(tx: Db, letter: Letter<K>): Promise<number> {
  const { companyId, kind, userIds, now = clock.now() } = letter;
  const recipients = await listRecipients(tx, companyId, userIds);
  const recent = isPaced(kind) ? await listRecentMails(tx, companyId, pacedSince(now)) : [];
  return insertLetters(tx, addressed({ ...letter, now }, { recipients, recent }));
}

/** The letter that brings a receipt, to every member of the business; null for events without a receipt. */
export function receiptNews(body: ConsentEventBody): Letter<`receipt-${ReceiptEventType}`> | null {
  const { event_type: type, receipt_id: receiptId, pii_principal_id: companyId } = body;
  if (!hasReceipt(type) || receiptId === undefined || receiptId === null) return null;
  return {
    companyId,
    kind: `receipt-${type}`,
    facts: { receiptId, productId: body.service.product_id },
    language: body.privacy_notice.language,
    dedupe: `receipt:${receiptId}`,
    requestId: body.collection.request_id,
    now: new Date(body.event_time),
  };
}
