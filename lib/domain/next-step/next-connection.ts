// Ranking: the connection that would help a business most next, and its product. Pure.
import { mayServe } from '../access/access-now';
import { type ConnectionFacts, SOURCE_TYPES, type SourceType } from '../connection/connection';
import { connectPlace, type Product, type ProductSource } from '../product/product';
import { type NextStep, placeOf, resumeStep } from './next-step';

/**
 * The product to begin with for a kind of platform: one that needs no other kind, else one that needs this kind,
 * else one that can use it. Null when there is none.
 */
export function productToBeginWith<P extends Pick<Product, 'sources'>>(
  products: readonly P[],
  sourceType: SourceType,
): P | null {
  const rank = ({ sources }: P) => {
    const source = sources.find((one) => one.sourceType === sourceType);
    if (source === undefined) return null;
    if (!source.required) return 2;
    return sources.some((one) => one.required && one !== source) ? 1 : 0;
  };
  const at = (wanted: number) => products.find((product) => rank(product) === wanted);
  return at(0) ?? at(1) ?? at(2) ?? null;
}

export interface ProductState {
  product: Product;
  /** Limited to the consent; all of it before any consent. */
  agreed: Product;
  step: NextStep;
  /** The customer said no to the product: it is not suggested again. */
  isRefused: boolean;
}

export interface NextConnection {
  sourceType: SourceType;
  product: Product;
  /** The benefit of connecting it, in the product's own words. */
  benefit: ProductSource['benefit'];
  /** The page on which to connect it. */
  href: string;
  /** The connection to continue; null when a platform has yet to be chosen. */
  goesOn: { kind: 'finish' | 'reconnect' | 'reconfirm' | 'check'; platform: string } | null;
}

/** The kinds of platform that any product can use, and those in use now: the share of useful kinds that is connected. */
export function strengthOf(
  products: readonly Pick<Product, 'sources'>[],
  connections: readonly ConnectionFacts[],
  now: Date,
): { linked: number; of: number; missing: SourceType[] } {
  const used = SOURCE_TYPES.filter((type) =>
    products.some(({ sources }) => sources.some((source) => source.sourceType === type)),
  );
  const missing = used.filter((type) => !connections.some((c) => c.sourceType === type && mayServe(c, now)));
  return { linked: used.length - missing.length, of: used.length, missing };
}

/**
 * The first missing connection, of a product in use if there is one, otherwise of the product to begin with. Null
 * when everything is connected, or no missing one is wanted.
 */
export function nextConnection(
  states: readonly ProductState[],
  connections: readonly ConnectionFacts[],
  now: Date,
): NextConnection | null {
  const { missing } = strengthOf(
    states.map(({ product }) => product),
    connections,
    now,
  );
  for (const sourceType of missing) {
    const state = bestFor(states, sourceType);
    const source = state?.product.sources.find((one) => one.sourceType === sourceType);
    if (state === null || source === undefined) continue;
    const { product } = state;
    return { sourceType, product, benefit: source.benefit, ...wayTo(state, sourceType, connections, now) };
  }
  return null;
}

const has = ({ sources }: Pick<Product, 'sources'>, sourceType: SourceType) =>
  sources.some((source) => source.sourceType === sourceType);

function bestFor(states: readonly ProductState[], sourceType: SourceType): ProductState | null {
  // A paused product reads nothing: another connection would not help it.
  const inUse = states.filter(({ step }) => step.kind !== 'consent' && step.kind !== 'paused');
  const waiting = inUse.find(({ step }) => 'sourceType' in step && step.sourceType === sourceType);
  const using =
    waiting ??
    inUse.find(({ agreed }) => has(agreed, sourceType)) ??
    inUse.find(({ product }) => has(product, sourceType));
  if (using !== undefined) return using;
  const fresh = states.filter(({ step, isRefused }) => step.kind === 'consent' && !isRefused);
  const begin = productToBeginWith(
    fresh.map(({ product }) => product),
    sourceType,
  );
  return fresh.find(({ product }) => product === begin) ?? null;
}

function wayTo(
  { product, agreed, step }: ProductState,
  sourceType: SourceType,
  connections: readonly ConnectionFacts[],
  now: Date,
): Pick<NextConnection, 'href' | 'goesOn'> {
  if (step.kind === 'consent') return { href: placeOf(product, step), goesOn: null };
  // A source outside the agreement needs a consent before it is connected.
  if (!has(agreed, sourceType))
    return { href: `/products/${product.id}/consent?add=${sourceType}`, goesOn: null };
  const isAsked = 'sourceType' in step && step.sourceType === sourceType;
  const asked = isAsked ? step : resumeStep(agreed, sourceType, connections, now);
  return {
    href: asked === null ? connectPlace(product) : placeOf(product, asked),
    goesOn:
      asked === null || asked.kind === 'connect' ? null : { kind: asked.kind, platform: asked.platformName },
  };
}
