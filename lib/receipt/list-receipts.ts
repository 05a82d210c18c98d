// Owns the list of receipts that a business has for one product.
import { listReceipts } from '@/db/queries/receipts';
import type { Ctx } from '../context';
import type { ReceiptEventType } from '../domain/receipt';
import { readPayload } from './get-receipt';

export interface ReceiptEntry {
  id: string;
  type: ReceiptEventType;
  at: Date;
  /** Staff did it, because the customer asked for it. */
  isOnRequest: boolean;
}

/** Newest first. Those that named somebody who was erased can be read by nobody, and are not offered. */
export async function listOwnReceipts(
  ctx: Pick<Ctx, 'db' | 'companyId'>,
  productId: string,
): Promise<ReceiptEntry[]> {
  const rows = await listReceipts(ctx.db, ctx.companyId, productId);
  const readable = rows.filter(({ jws }) => jws !== '');
  return readable.map(({ id, jws, issuedAt }) => {
    const { event_type: type, on_request: asked } = readPayload(jws).event;
    return { id, type, at: issuedAt, isOnRequest: asked !== undefined };
  });
}
