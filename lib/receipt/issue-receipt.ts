// Factory of receipts: each is made from its event, and written in one transaction with it.
import type { ReceiptRow } from '@/db/queries/receipts';
import type { ConsentEventBody } from '../domain/consent/consent';
import { type PersonKeys, personsOf, sealFor } from '../domain/consent/sealed-event';
import { type NamedCheckpoint, receiptOf } from '../domain/receipt/receipt';
import { getReceiptIssuer } from './issuer';
import { signReceipt } from './sign-receipt';

/**
 * Null for an event without a receipt id. Signing is arithmetic: no outside call.
 * @param body with personal data decrypted; the receipt is encrypted for the people it names, and erasing one of them
 * erases it
 * @param checkpoint newest one; null where none is known
 */
export async function issueReceipt(
  body: ConsentEventBody,
  hash: string,
  personKeys: PersonKeys,
  checkpoint: NamedCheckpoint | null,
): Promise<ReceiptRow | null> {
  const { keys, contact } = getReceiptIssuer();
  const receipt = receiptOf(body, hash, checkpoint === null ? contact : { ...contact, checkpoint });
  if (receipt === null) return null;
  const [id, persons] = [receipt.header.receipt_id, personsOf(body)];
  return {
    id,
    companyId: body.pii_principal_id,
    productId: body.service.product_id,
    eventId: body.record_id,
    keyId: keys.signing.kid,
    eventHash: hash,
    persons,
    jws: sealFor(await signReceipt(receipt, keys.signing), persons, id, personKeys),
    issuedAt: new Date(body.event_time),
  };
}
