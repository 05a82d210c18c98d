// Read model of the decision form: the products and their data types.
import { listProducts } from '@/db/queries/products';
import { SOURCE_TYPES, type SourceType } from '../domain/connection/connection';
import { dataTypesOf, type Product } from '../domain/product/product';
import type { StaffCtx } from './context';

export interface DecisionChoices {
  products: Product[];
  /** By source type, in the order of the products. */
  dataTypes: { sourceType: SourceType; ids: string[] }[];
}

export async function getDecisionChoices({ db }: Pick<StaffCtx, 'db'>): Promise<DecisionChoices> {
  const products = await listProducts(db);
  return {
    products,
    dataTypes: SOURCE_TYPES.map((sourceType) => ({
      sourceType,
      ids: [...new Set(products.flatMap((product) => dataTypesOf(product, sourceType)))],
    })).filter(({ ids }) => ids.length > 0),
  };
}
