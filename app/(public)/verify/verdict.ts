// Possible answers of the verification page: a verdict, or the reason why there is none yet.
import type { ReceiptVerdict } from '@/lib/domain/receipt/receipt-check';
import type { ReceiptReference } from '@/lib/domain/receipt/receipt-link';

export type Answer =
  | { kind: 'idle' }
  | ReceiptVerdict
  /** A script that this browser needs could not be loaded. */
  | { kind: 'unable' }
  /** The rate limit for this network is used up; `text` is what was pasted. */
  | { kind: 'busy'; seconds: number; text: string }
  /** Nothing was chosen or pasted. */
  | { kind: 'empty' }
  /** The code held only the reference of a receipt: its file is needed. */
  | { kind: 'reference'; reference: ReceiptReference }
  /** A genuine receipt, but not the one that the code names. */
  | { kind: 'another'; reference: ReceiptReference };

/** Largest accepted file in bytes; a receipt has some ten thousand characters. */
export const MAX_BYTES = 250_000;

export function againstReference(answer: Answer, reference: ReceiptReference | null): Answer {
  if (reference === null || (answer.kind !== 'genuine' && answer.kind !== 'retired-key')) return answer;
  const { header, ledger } = answer.receipt;
  const isSame = header.receipt_id === reference.receiptId && ledger.hash === reference.hash;
  return isSame ? answer : { kind: 'another', reference };
}
