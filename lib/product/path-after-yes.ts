// Navigation rule after consent: to the next missing connection, else to the confirmation.
import { listConnections } from '@/db/queries/connections';
import type { Ctx } from '../context';
import { mayServe } from '../domain/access/access-now';
import type { SourceType } from '../domain/connection/connection';
import { placeOf } from '../domain/next-step/next-step';
import { connectPlace } from '../domain/product/product';
import { getProductView } from './get-product-view';

/** @param ticked the optional sources of this consent: a customer who ticks one wants to connect it */
export async function pathAfterYes(
  ctx: Ctx,
  productId: string,
  ticked: readonly SourceType[],
): Promise<string> {
  const { product, step, agreed } = await getProductView(ctx, productId);
  // After a new consent, an abandoned platform is only one of several to choose from.
  if (step.kind === 'finish') return connectPlace(product);
  if (step.kind !== 'ready') return placeOf(product, step);
  const serving = (await listConnections(ctx.db, ctx.companyId)).filter((c) => mayServe(c, ctx.now));
  const isOpen = agreed.sources.some(
    ({ sourceType }) => ticked.includes(sourceType) && !serving.some((c) => c.sourceType === sourceType),
  );
  return isOpen ? connectPlace(product) : `/products/${productId}/done?agreed=1`;
}
