// Configuration of product sync at Codat: off by default, with Codat's name of each product.
import { getEnv } from '../runtime/env';

export interface ProductSync {
  /** Codat's identifier of a product, where it differs from Accord's id. */
  codatIds: Readonly<Record<string, string>>;
}

let sync: ProductSync | null | undefined;

/** Null when the switch is off. */
export function getProductSync(): ProductSync | null {
  if (sync === undefined) {
    const env = getEnv();
    sync = env.CODAT_SYNC_PRODUCTS === 'on' ? { codatIds: env.CODAT_PRODUCT_IDS } : null;
  }
  return sync;
}

/** For a process without the app's environment, such as a test. */
export function setProductSync(given: ProductSync | null): void {
  sync = given;
}
