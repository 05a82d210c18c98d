// Audit rule of a stored receipt: compared with its event, its own columns and the keys.
import canonicalize from 'canonicalize';
import type { ConsentEventBody } from '../consent/consent';
import { contactIn, type Receipt, receiptOf } from './receipt';
import type { ReceiptVerdict } from './receipt-check';

export interface StoredReceiptFacts {
  id: string;
  companyId: string;
  productId: string;
  eventId: string;
  keyId: string;
  issuedAt: Date;
}

/** `signature`: altered, or signed after its key was retired. `event`: it differs from its event. */
export type ReceiptProblem = 'signature' | 'unknown-key' | 'event' | 'column';

/**
 * The first fault; null when there is none.
 * @param event null when the ledger does not hold it
 */
export function receiptProblem(
  row: StoredReceiptFacts,
  verdict: ReceiptVerdict,
  event: { body: ConsentEventBody; hash: string } | null,
): ReceiptProblem | null {
  if (verdict.kind === 'unknown-key') return 'unknown-key';
  if (verdict.kind !== 'genuine' && verdict.kind !== 'retired-key') return 'signature';
  const { receipt, key } = verdict;
  if (event === null) return 'event';
  const due = receiptOf(event.body, event.hash, contactIn(receipt));
  if (due === null || spelled(due) !== spelled(receipt)) return 'event';
  const isSame =
    row.id === receipt.header.receipt_id &&
    row.companyId === receipt.header.pii_principal_id &&
    row.productId === receipt.processing.service.product_id &&
    row.eventId === receipt.header.record_id &&
    row.keyId === key.kid &&
    row.issuedAt.toISOString() === receipt.event.event_time;
  return isSame ? null : 'column';
}

/** Without the plain names of data, whose wording may have improved since. */
function spelled(receipt: Receipt): string | undefined {
  const pii = receipt.pii.map(({ pii_types: types, ...cluster }) => ({
    ...cluster,
    pii_types: types.map(({ id, pii_optional }) => ({ id, pii_optional })),
  }));
  return canonicalize({ ...receipt, pii });
}
