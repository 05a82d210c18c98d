// Classification of a consent request: first, renewed or changed, and the parts that are new to the customer.

import { dataTypesOf, type Product } from '../product/product';
import type { ConsentEventBody, StandingNow } from './consent';
import { covers, isLive, standingAt, stands } from './consent';
import { agreementAt } from './projection';

export type RequestKind =
  /** Paused by the customer: no request is open. */
  | 'paused'
  /** All of it is agreed: no request is open. */
  | 'agreed'
  /** Never agreed: the request is for all of it. */
  | 'first'
  /** Agreed once, and ended: the request is for all of it again. */
  | 'again'
  /** The agreement is in force, and the product asks for more since then. */
  | 'change'
  /** The agreement is in force, and the customer wants to add an optional source. */
  | 'add';

/** @param isAdding an optional source without consent is to be added */
export function requestKind(
  consent: (StandingNow & { givenAt: Date | null }) | null,
  product: Pick<Product, 'asksSince'>,
  isAdding: boolean,
  now: Date,
): RequestKind {
  if (consent !== null && standingAt(consent, now) === 'paused') return 'paused';
  if (!stands(consent, now)) return consent?.givenAt ? 'again' : 'first';
  if (!covers(consent, product, now)) return 'change';
  return isAdding ? 'add' : 'agreed';
}

/**
 * Data types of this product that no agreed product reads today.
 * @param product limited to the request
 * @param events of one business, in order of `seq`
 */
export function readByNone(product: Product, events: readonly ConsentEventBody[], now: Date): string[] {
  const ids = [...new Set(events.map((body) => body.service.product_id))];
  const read = ids.flatMap((id) => {
    const agreement = agreementAt(events, id, now);
    if (agreement === null || !isLive(standingAt(agreement.consent, now))) return [];
    return agreement.terms?.pii.flatMap(({ pii_types }) => pii_types.map((type) => type.id)) ?? [];
  });
  return dataTypesOf(product).filter((type) => !read.includes(type));
}
