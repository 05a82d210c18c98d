// Read model of agreed products: each reduced to the agreed part, from which consequences are computed.
import type { Db } from '@/db/client';
import { listProducts } from '@/db/queries/products';
import { listBasis } from '@/db/queries/snapshots';
import { agreedProducts } from '../domain/access/agreed-product';
import type { Product } from '../domain/product/product';

/** Those that the business never agreed to are as they are published. */
export async function listAgreedProducts(db: Db, companyId: string, now: Date): Promise<Product[]> {
  const [products, events] = [await listProducts(db), await listBasis(db, companyId)];
  return agreedProducts(
    products,
    events.map((event) => event.body),
    now,
  );
}
