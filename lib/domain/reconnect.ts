// Owns for which product a platform is connected again: access is opened for something that was agreed to, never as such.
import type { ConnectionFacts } from './connection';
import { type StandingNow, stands } from './consent';
import type { Product } from './product';

/**
 * The product that needs the connection most: one that requires its kind before one that could do without.
 * @param products as far as they were agreed to, in the order in which they are offered
 * @returns null when nothing that uses it is agreed to
 */
export function productToReconnectFor(
  products: readonly Product[],
  consents: readonly (StandingNow & { productId: string })[],
  { sourceType }: Pick<ConnectionFacts, 'sourceType'>,
  now: Date,
): Product | null {
  const agreed = products.filter((product) =>
    stands(consents.find(({ productId }) => productId === product.id) ?? null, now),
  );
  const using = (isRequired: boolean) =>
    agreed.find(({ sources }) =>
      sources.some((source) => source.sourceType === sourceType && (source.required || !isRequired)),
    );
  return using(true) ?? using(false) ?? null;
}
