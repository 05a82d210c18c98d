// Selection rule: the agreed product for which a platform is connected again; without one, access is not opened.
import type { ConnectionFacts } from '../connection/connection';
import { type StandingNow, stands } from '../consent/consent';
import type { Product } from '../product/product';

/**
 * The product that asks for the connection; else the one that needs it most: one that requires its kind before one
 * that could do without.
 * @param products as far as they were agreed to, in the order in which they are offered
 * @param asking the product that the customer came from: a hint, which counts only where it is agreed to
 * @returns null when nothing that uses it is agreed to
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
