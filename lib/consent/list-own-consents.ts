// Owns what the page of agreements knows: for each product that was ever asked about, what holds now.
import { type ConsentRow, listConsents } from '@/db/queries/consents';
import { listProducts } from '@/db/queries/products';
import type { Ctx } from '../context';
import { isLive, type Standing, standingAt } from '../domain/consent';
import type { Product } from '../domain/product';

export interface OwnConsent {
  product: Product;
  consent: ConsentRow;
  standing: Standing;
}

export interface OwnConsents {
  /** They run or are paused. */
  current: OwnConsent[];
  /** They are over: withdrawn, run out, or ended by others. */
  past: OwnConsent[];
}

/** What was only put off is no agreement, and is not here. */
export async function listOwnConsents(ctx: Pick<Ctx, 'db' | 'companyId' | 'now'>): Promise<OwnConsents> {
  const [products, consents] = await Promise.all([listProducts(ctx.db), listConsents(ctx.db, ctx.companyId)]);
  const own = products.flatMap((product) => {
    const consent = consents.find((each) => each.productId === product.id);
    if (consent === undefined || consent.givenAt === null) return [];
    return [{ product, consent, standing: standingAt(consent, ctx.now) }];
  });
  return {
    current: own.filter(({ standing }) => isLive(standing)),
    past: own.filter(({ standing }) => !isLive(standing)),
  };
}
