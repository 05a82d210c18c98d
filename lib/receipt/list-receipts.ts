// Owns the list of receipts that a business has for one product.
import { listReceipts } from '@/db/queries/receipts';
import type { Ctx } from '../context';
import type { ReceiptEventType } from '../domain/receipt';
import { readPayload } from './get-receipt';

export interface ReceiptEntry {
  id: string;
  type: ReceiptEventType;
  at: Date;
}

/** Newest first. */
export async function listOwnReceipts(
  ctx: Pick<Ctx, 'db' | 'companyId'>,
  productId: string,
): Promise<ReceiptEntry[]> {
  const rows = await listReceipts(ctx.db, ctx.companyId, productId);
  return rows.map(({ id, jws, issuedAt }) => ({ id, type: readPayload(jws).event.event_type, at: issuedAt }));
}
