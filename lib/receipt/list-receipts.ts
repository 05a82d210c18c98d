// Read model of a business's receipts for one product, a page at a time.
import { listReceipts } from '@/db/queries/receipts';
import type { Ctx } from '../context';
import type { ReceiptEventType } from '../domain/receipt/receipt';
import { type Page, RECEIPTS_PAGE, readCursor, turnPage } from '../domain/text/paging';
import { readPayload } from './get-receipt';

export interface ReceiptEntry {
  id: string;
  type: ReceiptEventType;
  at: Date;
  /** Staff acted at the customer's request. */
  isOnRequest: boolean;
}

/**
 * Newest first. Receipts that name an erased person cannot be decrypted, and are left out.
 * @param cursor from an address: a claim
 */
export async function listOwnReceipts(
  ctx: Pick<Ctx, 'db' | 'companyId'>,
  productId: string,
  cursor?: string | string[],
): Promise<Page<ReceiptEntry>> {
  const page = await turnPage(readCursor(cursor), RECEIPTS_PAGE, (side) =>
    listReceipts(ctx.db, ctx.companyId, productId, side),
  );
  const readable = page.items.filter(({ jws }) => jws !== '');
  const items = readable.map(({ id, jws, issuedAt }) => {
    const { event_type: type, on_request: asked } = readPayload(jws).event;
    return { id, type, at: issuedAt, isOnRequest: asked !== undefined };
  });
  return { ...page, items };
}
