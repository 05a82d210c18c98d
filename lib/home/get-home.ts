// Read model of home: every product with its next step, and the connections behind them. No call to Codat.
import { type ConnectionRow, listConnections } from '@/db/queries/connections';
import { type ConsentRow, listConsents } from '@/db/queries/consents';
import { listProducts } from '@/db/queries/products';
import { listBasis } from '@/db/queries/snapshots';
import type { Ctx } from '../context';
import { agreedProducts } from '../domain/access/agreed-product';
import { type LastAnswer, lastAnswer } from '../domain/consent/answer';
import { isOnRequest } from '../domain/consent/on-request';
import { type NextConnection, nextConnection, strengthOf } from '../domain/next-step/next-connection';
import { type NextStep, nextStep } from '../domain/next-step/next-step';
import { type StepWords, stepWords } from '../domain/next-step/step-words';
import type { Product } from '../domain/product/product';
import { type End, listEnds, needsAttention } from '../expiry/list-ends';
import { listNews, type OpenNews } from './news';

export interface ProductCard {
  product: Product;
  consent: ConsentRow | null;
  step: NextStep;
  words: StepWords;
  /** The «not now» or «no» that still answers what the product asks. */
  declined: LastAnswer | null;
  /** Staff paused or stopped it, because the customer asked for it. */
  isOnRequest: boolean;
}

export interface HomeView {
  cards: ProductCard[];
  connections: ConnectionRow[];
  /** What runs out soon, or has. */
  ends: End[];
  news: OpenNews[];
  /** Source types any product can use, and those that are linked: the strength of what is shared. */
  strength: { linked: number; of: number };
  /** What would help most next. */
  next: NextConnection | null;
}

export async function getHome(ctx: Pick<Ctx, 'db' | 'companyId' | 'now'>): Promise<HomeView> {
  const [products, consents, all, events, ends, news] = await Promise.all([
    listProducts(ctx.db),
    listConsents(ctx.db, ctx.companyId),
    listConnections(ctx.db, ctx.companyId),
    listBasis(ctx.db, ctx.companyId),
    listEnds(ctx),
    listNews(ctx),
  ]);
  const bodies = events.map((event) => event.body);
  const agreed = agreedProducts(products, bodies, ctx.now);
  const connections = all.filter((c) => c.state !== 'deleted');
  const cards = products.map((product, index) => {
    const consent = consents.find((c) => c.productId === product.id) ?? null;
    const own = agreed[index] ?? product;
    const step = nextStep(own, consent, connections, ctx.now);
    const declined = lastAnswer(bodies, product);
    const facts = { agreed: own, consent, connections, step, hasDeclined: declined !== null, now: ctx.now };
    const isAsked = consent !== null && isOnRequest(bodies, consent);
    return { product, consent, step, words: stepWords(facts), declined, isOnRequest: isAsked };
  });
  const states = cards.map(({ product, consent, step }, index) => ({
    product,
    agreed: agreed[index] ?? product,
    step,
    isRefused: consent?.standing === 'refused',
  }));
  return {
    cards,
    connections,
    ends: ends.filter((end) => needsAttention(end, ctx.now)),
    news,
    strength: strengthOf(products, connections, ctx.now),
    next: nextConnection(states, connections, ctx.now),
  };
}
