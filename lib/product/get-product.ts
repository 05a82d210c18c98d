// Lookup of a product by the id in an address.

import type { Db } from '@/db/client';
import { findProduct } from '@/db/queries/products';
import type { Product } from '../domain/product/product';
import { NotFound } from '../errors';

/** The current version. Ids are lower-case words with dashes; anything else is not queried. @throws NotFound */
export async function getProduct(db: Db, productId: string): Promise<Product> {
  const product = /^[a-z][a-z0-9-]{0,59}$/.test(productId) ? await findProduct(db, productId) : null;
  if (product === null) throw new NotFound('product');
  return product;
}
