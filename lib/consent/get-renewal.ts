// Read model of the renewal page: the agreement, and the effect of renewing it now.
import { findProduct } from '@/db/queries/products';
import type { Ctx } from '../context';
import { decideRenew, type RenewDecision } from '../domain/expiry/expiry';
import { NotFound } from '../errors';
import { type ConsentView, getConsentView } from './get-consent-view';

/** @throws NotFound when the business never agreed to this product */
export async function getRenewal(
  ctx: Pick<Ctx, 'db' | 'companyId' | 'now'>,
  productId: string,
): Promise<{ view: ConsentView; decision: RenewDecision }> {
  const [view, today] = await Promise.all([getConsentView(ctx, productId), findProduct(ctx.db, productId)]);
  if (today === null) throw new NotFound('product');
  return { view, decision: decideRenew(view.consent, view.product, today, ctx.now) };
}
