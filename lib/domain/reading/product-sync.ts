// Desired state of products at Codat: those configured here that may be read now; other products are left alone.
import { type StandingNow, stands } from '../consent/consent';

export interface ProductSyncFacts {
  /** Accord's product ids. */
  productIds: readonly string[];
  /** Codat's identifier of a product, where it differs from Accord's id. */
  codatIds: Readonly<Record<string, string>>;
  consents: readonly (StandingNow & { productId: string })[];
  /** Codat's product identifiers that the company has. */
  present: readonly string[];
  now: Date;
}

/** Products added at Codat from elsewhere stay; several of Accord's may share one of Codat's. */
export function productDifference(facts: ProductSyncFacts): { add: string[]; remove: string[] } {
  const { productIds, codatIds, consents, present, now } = facts;
  const codatIdOf = (productId: string) => codatIds[productId] ?? productId;
  const mayRead = productIds.filter((id) =>
    stands(consents.find(({ productId }) => productId === id) ?? null, now),
  );
  const wanted = new Set(mayRead.map(codatIdOf));
  const ours = new Set(productIds.map(codatIdOf));
  return {
    add: [...wanted].filter((id) => !present.includes(id)),
    remove: present.filter((id) => ours.has(id) && !wanted.has(id)),
  };
}
