// Owns issuing: the receipt is written in the transaction of its event, or neither is.
import type { Db } from '@/db/client';
import { insertReceipt } from '@/db/queries/receipts';
import type { ConsentEventBody } from '../domain/consent';
import { receiptOf } from '../domain/receipt';
import { getReceiptIssuer } from './issuer';
import { signReceipt } from './sign-receipt';

/** Nothing is issued for an event without a receipt id. Signing is arithmetic: nothing outside is asked. */
export async function issueReceipt(tx: Db, body: ConsentEventBody, hash: string): Promise<void> {
  const { keys, contact } = getReceiptIssuer();
  const receipt = receiptOf(body, hash, contact);
  if (receipt === null) return;
  await insertReceipt(tx, {
    id: receipt.header.receipt_id,
    companyId: body.pii_principal_id,
    productId: body.service.product_id,
    eventId: body.record_id,
    keyId: keys.signing.kid,
    jws: await signReceipt(receipt, keys.signing),
    issuedAt: new Date(body.event_time),
  });
}
