// Selection rule: the agreed product for which a platform is connected again; without one, no access is requested.
import type { ConnectionFacts } from '../connection/connection';
import { type StandingNow, stands } from '../consent/consent';
import type { Product } from '../product/product';

/**
 * The product in the request; else the one with the greatest need: a product that requires the kind before one
 * that can do without it.
 * @param products limited to their consents, in the order of the catalogue
 * @param asking the product that the customer came from: a hint, which counts only if that product is agreed to
 * @returns null when no agreed product uses it
 */
export function productToReconnectFor(
  products: readonly Product[],
  consents: readonly (StandingNow & { productId: string })[],
  { sourceType }: Pick<ConnectionFacts, 'sourceType'>,
  now: Date,
  asking?: string,
): Product | null {
  const agreed = products.filter((product) =>
    stands(consents.find(({ productId }) => productId === product.id) ?? null, now),
  );
  const using = (isRequired: boolean, id?: string) =>
    agreed.find(
      (product) =>
        (id === undefined || product.id === id) &&
        product.sources.some(
          (source) => source.sourceType === sourceType && (source.required || !isRequired),
        ),
    );
  const asked = asking === undefined ? undefined : using(false, asking);
  return asked ?? using(true) ?? using(false) ?? null;
}
