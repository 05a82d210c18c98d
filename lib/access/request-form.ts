// Address where the customer can change a denial: the consent page of the product, or nothing where another answer changes nothing.
import { type AccessReason, mayBeAsked } from '../domain/access/access-question';
import { optionalSourcesOf } from '../domain/access/agreed-product';
import type { Product } from '../domain/product/product';

export function requestForm(
  site: string,
  product: Product | null,
  { reason, dataType }: { reason: AccessReason; dataType: string },
): string | null {
  const cluster = product?.data.find(({ dataTypes }) => dataTypes.some(({ id }) => id === dataType));
  // What the product never asks for, no answer of the customer gives.
  if (product === null || cluster === undefined || !mayBeAsked(reason)) return null;
  const url = new URL(`/products/${product.id}/consent`, site);
  const isLeftOut = reason === 'not-covered' && optionalSourcesOf(product).includes(cluster.sourceType);
  if (isLeftOut) url.searchParams.set('add', cluster.sourceType);
  return url.href;
}
