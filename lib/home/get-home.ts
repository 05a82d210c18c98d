// Owns what the home page knows: every product with its next step, and the connections behind them. No call to Codat.
import { type ConnectionRow, listConnections } from '@/db/queries/connections';
import { type ConsentRow, listConsents } from '@/db/queries/consents';
import { listProducts } from '@/db/queries/products';
import type { Ctx } from '../context';
import { isLinked } from '../domain/connection';
import { type NextStep, nextStep } from '../domain/next-step';
import type { Product } from '../domain/product';

export interface ProductCard {
  product: Product;
  consent: ConsentRow | null;
  step: NextStep;
}

export interface HomeView {
  cards: ProductCard[];
  connections: ConnectionRow[];
  /** Source types any product can use, and those that are linked: the strength of what is shared. */
  strength: { linked: number; of: number };
}

export async function getHome(ctx: Pick<Ctx, 'db' | 'companyId' | 'now'>): Promise<HomeView> {
  const [products, consents, all] = await Promise.all([
    listProducts(ctx.db),
    listConsents(ctx.db, ctx.companyId),
    listConnections(ctx.db, ctx.companyId),
  ]);
  const connections = all.filter((c) => c.state !== 'deleted');
  const cards = products.map((product) => {
    const consent = consents.find((c) => c.productId === product.id) ?? null;
    return { product, consent, step: nextStep(product, consent, connections, ctx.now) };
  });
  const types = new Set(products.flatMap((p) => p.sources.map((s) => s.sourceType)));
  const linked = new Set(connections.filter(isLinked).map((c) => c.sourceType));
  return {
    cards,
    connections,
    strength: { linked: [...types].filter((t) => linked.has(t)).length, of: types.size },
  };
}
