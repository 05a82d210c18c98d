// Read model of one product: its agreement, its connections, its next step.
import type { ConnectionRow } from '@/db/queries/connections';
import type { ConsentRow } from '@/db/queries/consents';
import type { Ctx } from '../context';
import { agreedProducts } from '../domain/access/agreed-product';
import { type LastAnswer, lastAnswer } from '../domain/consent/answer';
import { type NextStep, nextStep } from '../domain/next-step/next-step';
import type { Product } from '../domain/product/product';
import { hasUseFor } from '../domain/upload/upload';
import { NotFound } from '../errors';
import { loadFacts } from '../facts/business-facts';

export interface ProductView {
  product: Product;
  /** Limited to the consent; the whole product before any consent. */
  agreed: Product;
  consent: ConsentRow | null;
  connections: ConnectionRow[];
  step: NextStep;
  /** The «not now» or «no» that still answers the present request. */
  declined: LastAnswer | null;
  /** The moment of the view. */
  now: Date;
}

/** @throws NotFound */
export async function getProductView(
  ctx: Pick<Ctx, 'db' | 'companyId' | 'now'>,
  productId: string,
): Promise<ProductView> {
  const facts = await loadFacts(ctx.db, ctx.companyId);
  const product = facts.products.find(({ id }) => id === productId);
  if (product === undefined) throw new NotFound('product');
  const consent = facts.consents.find((each) => each.productId === productId) ?? null;
  const connections = facts.connections.filter((c) => c.state !== 'deleted' && hasUseFor(product, c));
  const bodies = facts.basis.map((event) => event.body);
  const [agreed = product] = agreedProducts([product], bodies, ctx.now);
  const step = nextStep(agreed, consent, connections, ctx.now);
  const declined = lastAnswer(bodies, product);
  return { product, agreed, consent, connections, step, declined, now: ctx.now };
}
