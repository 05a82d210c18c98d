// Memo of the check of events against the keys of this site: reading a key costs as much as checking with it.
import { type SignatureCheck, signatureCheck } from '../domain/ledger/event-signature';
import type { ReceiptKeySet } from '../domain/receipt/receipt-keys';
import { getReceiptIssuer } from './issuer';

const checks = new WeakMap<ReceiptKeySet, SignatureCheck>();

export function ourSignatures(): SignatureCheck {
  const { keys } = getReceiptIssuer();
  const check = checks.get(keys) ?? signatureCheck(keys.published);
  checks.set(keys, check);
  return check;
}
