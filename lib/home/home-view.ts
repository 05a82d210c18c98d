// View model of home: each product with its next step, coming ends, news, and the most useful connection. Pure.
import type { ConnectionRow } from '@/db/queries/connections';
import type { ConsentRow } from '@/db/queries/consents';
import type { NotificationRow } from '@/db/queries/notifications';
import { agreedProducts } from '../domain/access/agreed-product';
import { type LastAnswer, lastAnswer } from '../domain/consent/answer';
import { isOnRequest } from '../domain/consent/on-request';
import { type NextConnection, nextConnection, strengthOf } from '../domain/next-step/next-connection';
import { type NextStep, nextStep } from '../domain/next-step/next-step';
import { type StepWords, stepWords } from '../domain/next-step/step-words';
import type { Product } from '../domain/product/product';
import { endsOf, needsAttention, type UpcomingEnd } from '../expiry/list-ends';
import type { BusinessFacts } from '../facts/business-facts';
import { type OpenNews, openNews } from './news';

export interface ProductCard {
  product: Product;
  consent: ConsentRow | null;
  step: NextStep;
  words: StepWords;
  /** The «not now» or «no» that still answers the present request. */
  declined: LastAnswer | null;
  /** Staff paused or stopped it at the customer's request. */
  isOnRequest: boolean;
}

export interface HomeView {
  cards: ProductCard[];
  connections: ConnectionRow[];
  /** By platform key. */
  logos: ReadonlyMap<string, string | null>;
  /** Ends that are near, or have passed. */
  ends: UpcomingEnd[];
  news: OpenNews[];
  /** Source types that any product can use, and the linked ones among them: the strength of the shared data. */
  strength: { linked: number; of: number };
  /** The most useful next connection. */
  next: NextConnection | null;
}

export type HomeFacts = BusinessFacts & {
  news: NotificationRow[];
  logos: ReadonlyMap<string, string | null>;
};

export function homeView(facts: HomeFacts, now: Date): HomeView {
  const { products, consents } = facts;
  const bodies = facts.basis.map((event) => event.body);
  const agreed = agreedProducts(products, bodies, now);
  const connections = facts.connections.filter((c) => c.state !== 'deleted');
  const cards = products.map((product, index) => {
    const consent = consents.find((c) => c.productId === product.id) ?? null;
    const own = agreed[index] ?? product;
    const step = nextStep(own, consent, connections, now);
    const declined = lastAnswer(bodies, product);
    const facts = { agreed: own, consent, connections, step, hasDeclined: declined !== null, now };
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
    ends: endsOf(facts, now).filter((end) => needsAttention(end, now)),
    news: openNews(facts.news, facts, now),
    logos: facts.logos,
    strength: strengthOf(products, connections, now),
    next: nextConnection(states, connections, now),
  };
}
