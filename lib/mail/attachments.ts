// Attachments of a letter: the receipt as PDF and as signed file, and the calendar entry.
import type { Db } from '@/db/client';
import type { Mail } from '../domain/letter/mail';
import { receiptFile, receiptFileName } from '../domain/receipt/receipt-file';
import { getReceipt, type StoredReceipt } from '../receipt/get-receipt';
import { paperOf } from '../receipt/paper-of';
import type { Message } from './transport';

/** Null when the letter is not about a receipt, or the receipt does not exist. */
export async function receiptFor(db: Db, companyId: string, mail: Mail): Promise<StoredReceipt | null> {
  return 'receiptId' in mail.facts ? getReceipt(db, companyId, mail.facts.receiptId) : null;
}

/** @param calendar a calendar file, for letters about a future day */
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
  const pdf = await paperOf(receipt, jws, `${siteUrl}/verify`);
  const name = `${receiptFileName(receipt)}.pdf`;
  return [
    { filename: name, contentType: 'application/pdf', content: Buffer.from(pdf) },
    ...filesOf([stored]),
  ];
}

/** The signed files only: many PDFs would make the letter too large. */
export function filesOf(receipts: readonly StoredReceipt[]): NonNullable<Message['attachments']> {
  const tell = (index: number) => (receipts.length > 1 ? `-${index + 1}` : '');
  return receipts.map(({ receipt, jws }, index) => ({
    filename: `${receiptFileName(receipt)}${tell(index)}.json`,
    contentType: 'application/json',
    content: Buffer.from(receiptFile(receipt, jws)),
  }));
}
