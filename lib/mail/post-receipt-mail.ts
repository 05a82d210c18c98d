// Owns the letter that brings a receipt: written with the event it is about, whoever caused that.
import type { Db } from '@/db/client';
import type { ConsentEventBody } from '../domain/consent/consent';
import { hasReceipt } from '../domain/receipt/receipt';
import { postMail } from './post-mail';

/** To every member of the business; nothing for events without a receipt. */
export async function postReceiptMail(tx: Db, body: ConsentEventBody): Promise<void> {
  const { event_type: type, receipt_id: receiptId, pii_principal_id: companyId } = body;
  if (!hasReceipt(type) || receiptId === undefined || receiptId === null) return;
  await postMail(tx, {
    companyId,
    kind: `receipt-${type}`,
    facts: { receiptId, productId: body.service.product_id },
    language: body.privacy_notice.language,
    dedupe: `receipt:${receiptId}`,
    requestId: body.collection.request_id,
    now: new Date(body.event_time),
  });
}
