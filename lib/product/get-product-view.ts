// Owns what the pages of one product know: the product, what is agreed, what is connected, what comes next.
import { type ConnectionRow, listConnections } from '@/db/queries/connections';
import { type ConsentRow, findConsent } from '@/db/queries/consents';
import type { Ctx } from '../context';
import { type NextStep, nextStep } from '../domain/next-step';
import type { Product } from '../domain/product';
import { getProduct } from './get-product';

export interface ProductView {
  product: Product;
  consent: ConsentRow | null;
  connections: ConnectionRow[];
  step: NextStep;
}

/** @throws NotFound */
export async function getProductView(
  ctx: Pick<Ctx, 'db' | 'companyId' | 'now'>,
  productId: string,
): Promise<ProductView> {
  const product = await getProduct(ctx.db, productId);
  const [consent, all] = await Promise.all([
    findConsent(ctx.db, ctx.companyId, product.id),
    listConnections(ctx.db, ctx.companyId),
  ]);
  const connections = all.filter(
    (c) => c.state !== 'deleted' && product.sources.some((s) => s.sourceType === c.sourceType),
  );
  return { product, consent, connections, step: nextStep(product, consent, connections, ctx.now) };
}
