// Owns what the page that checks receipts can have to say: a verdict, or why there is none yet.
import type { ReceiptVerdict } from '@/lib/domain/receipt/receipt-check';
import type { ReceiptReference } from '@/lib/domain/receipt/receipt-link';

export type Answer =
  | { kind: 'idle' }
  | ReceiptVerdict
  /** A part of the page that this browser needs could not be loaded. */
  | { kind: 'unable' }
  /** Too many were checked from there lately; `text` is what was pasted. */
  | { kind: 'busy'; seconds: number; text: string }
  /** Nothing was chosen or pasted. */
  | { kind: 'empty' }
  /** The code held only which receipt it is: its file is needed. */
  | { kind: 'reference'; reference: ReceiptReference }
  /** A genuine receipt, and not the one that the code names. */
  | { kind: 'another'; reference: ReceiptReference };

/** A file of ours has some ten thousand characters; what is longer is something else. */
export const MAX_BYTES = 250_000;

export function againstReference(answer: Answer, reference: ReceiptReference | null): Answer {
  if (reference === null || (answer.kind !== 'genuine' && answer.kind !== 'retired-key')) return answer;
  const { header, ledger } = answer.receipt;
  const isSame = header.receipt_id === reference.receiptId && ledger.hash === reference.hash;
  return isSame ? answer : { kind: 'another', reference };
}
