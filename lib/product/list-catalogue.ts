// Read model of the public catalogue: each product's data, reason, duration and parties.
import { listProducts } from '@/db/queries/products';
import type { Tools } from '../context';
import type { Party, Product } from '../domain/product/product';

export interface Catalogue {
  products: Product[];
  /** All parties of all products, each once. */
  parties: Party[];
}

export async function listCatalogue({ db }: Pick<Tools, 'db'>): Promise<Catalogue> {
  const products = await listProducts(db);
  const parties = new Map<string, Party>();
  for (const party of products.flatMap((product) => product.parties)) {
    if (!parties.has(party.name)) parties.set(party.name, party);
  }
  return { products, parties: [...parties.values()] };
}
