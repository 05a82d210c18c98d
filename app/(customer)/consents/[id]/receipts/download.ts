// Download of one receipt: found by business and id only, answered with headers that forbid caches to keep it.
import { getCtx } from '@/lib/auth/context';
import { requireFileOwner } from '@/lib/auth/made-for';
import { receiptFileName } from '@/lib/domain/receipt/receipt-file';
import { isUuid } from '@/lib/domain/text/uuid';
import { getReceipt, type StoredReceipt } from '@/lib/receipt/get-receipt';
import type { LimitName } from '@/lib/security/rate-limits';
import { tooOften } from '@/lib/security/too-often';

export interface Address {
  id: string;
  receipt: string;
}

interface File {
  ending: 'pdf' | 'json';
  type: string;
  /** Rate limit that is taken before the file is made. */
  limit?: LimitName;
  make: (stored: StoredReceipt) => Promise<string | Uint8Array<ArrayBuffer>>;
}

/** Answers 404 both for a receipt that does not exist and for one of another business. */
export async function download(
  request: Request,
  { id, receipt }: Address,
  { ending, type, limit, make }: File,
): Promise<Response> {
  const path = `/consents/${encodeURIComponent(id)}`;
  const ctx = await getCtx(await requireFileOwner(request, path), path);
  const stored = isUuid(receipt) ? await getReceipt(ctx.db, ctx.companyId, receipt) : null;
  if (stored === null || stored.receipt.processing.service.product_id !== id) {
    return new Response(null, { status: 404, headers: { 'cache-control': 'no-store' } });
  }
  const refused = limit === undefined ? null : await tooOften(limit, ctx);
  if (refused !== null) return refused;
  return new Response(await make(stored), {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${receiptFileName(stored.receipt)}.${ending}"`,
      'cache-control': 'private, no-store',
    },
  });
}
