// Verb: issues a receipt in the transaction of its event.
import type { Db } from '@/db/client';
import { insertReceipt } from '@/db/queries/receipts';
import type { ConsentEventBody } from '../domain/consent/consent';
import { type PersonKeys, personsOf, sealFor } from '../domain/consent/sealed-event';
import { receiptOf } from '../domain/receipt/receipt';
import { getReceiptIssuer } from './issuer';
import { signReceipt } from './sign-receipt';

/**
 * Issues nothing for an event without a receipt id. Signing is arithmetic: no outside call.
 * @param body with personal data decrypted; the receipt is encrypted for the people it names, and erasing one of them
 * erases it
 */
export async function issueReceipt(
  tx: Db,
  body: ConsentEventBody,
  hash: string,
  personKeys: PersonKeys,
): Promise<void> {
  const { keys, contact } = getReceiptIssuer();
  const receipt = receiptOf(body, hash, contact);
  if (receipt === null) return;
  const [id, persons] = [receipt.header.receipt_id, personsOf(body)];
  await insertReceipt(tx, {
    id,
    companyId: body.pii_principal_id,
    productId: body.service.product_id,
    eventId: body.record_id,
    keyId: keys.signing.kid,
    eventHash: hash,
    persons,
    jws: sealFor(await signReceipt(receipt, keys.signing), persons, id, personKeys),
    issuedAt: new Date(body.event_time),
  });
}
