// Optimistic check: an answer counts only for the notice that the customer was shown.

import type { Db } from '@/db/client';
import { buildNotice, type Controller, type NoticeWording, noticeHash } from '../domain/notice/notice';
import type { Product } from '../domain/product/product';
import type { Locale } from '../domain/text/language';
import { Conflict } from '../errors';
import { getProduct } from '../product/get-product';

export interface ShownRequest {
  productId: string;
  /** Facts that the page showed, as the form returns them: claims, checked against the current ones. */
  noticeHash: string;
  language: Locale;
  controller: Controller;
}

/** @throws NotFound; Conflict `notice-changed` when the words shown are not today's words any more */
export async function findShownRequest(
  db: Db,
  shown: ShownRequest,
): Promise<{ product: Product; notice: NoticeWording }> {
  const product = await getProduct(db, shown.productId);
  const notice = buildNotice(product, shown.controller, shown.language);
  if (noticeHash(notice) !== shown.noticeHash) throw new Conflict('notice-changed');
  return { product, notice };
}
