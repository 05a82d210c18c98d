// Owns what a letter brings along: the receipt on paper and as the signed file, and the day for the calendar.
import type { Db } from '@/db/client';
import type { Mail } from '../domain/mail';
import { receiptFile, receiptFileName } from '../domain/receipt-file';
import { getReceipt, type StoredReceipt } from '../receipt/get-receipt';
import { paperOf } from '../receipt/paper-of';
import type { Message } from './transport';

/** Null when the letter is not about a receipt, or when it is not there. */
export async function receiptFor(db: Db, companyId: string, mail: Mail): Promise<StoredReceipt | null> {
  return 'receiptId' in mail.facts ? getReceipt(db, companyId, mail.facts.receiptId) : null;
}

/** @param calendar a calendar file, for letters about a day to come */
export async function attachmentsOf(
  stored: StoredReceipt | null,
  calendar: string | null,
  siteUrl: string,
): Promise<Message['attachments']> {
  if (calendar !== null) {
    return [{ filename: 'accord.ics', contentType: 'text/calendar', content: Buffer.from(calendar) }];
  }
  if (stored === null) return [];
  const { receipt, jws } = stored;
  const name = receiptFileName(receipt);
  const pdf = await paperOf(receipt, jws, `${siteUrl}/verify`);
  return [
    { filename: `${name}.pdf`, contentType: 'application/pdf', content: Buffer.from(pdf) },
    {
      filename: `${name}.json`,
      contentType: 'application/json',
      content: Buffer.from(receiptFile(receipt, jws)),
    },
  ];
}
