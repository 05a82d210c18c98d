// Optimistic check: an answer counts only for the notice that the customer was shown.
import { buildNotice, type Controller, type NoticeWording, noticeHash } from '../domain/notice/notice';
import type { Product } from '../domain/product/product';
import type { Locale } from '../domain/text/language';
import { Conflict, NotFound } from '../errors';

export interface ShownRequest {
  productId: string;
  /** Facts that the page showed, as the form returns them: claims, checked against the current ones. */
  noticeHash: string;
  language: Locale;
  controller: Controller;
}

/**
 * @param products as they are published now
 * @throws NotFound; Conflict `notice-changed` when the words shown are not today's words any more
 */
export function shownRequest(
  products: readonly Product[],
  shown: ShownRequest,
): { product: Product; notice: NoticeWording } {
  const product = products.find(({ id }) => id === shown.productId);
  if (product === undefined) throw new NotFound('product');
  const notice = buildNotice(product, shown.controller, shown.language);
  if (noticeHash(notice) !== shown.noticeHash) throw new Conflict('notice-changed');
  return { product, notice };
}
