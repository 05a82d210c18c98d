// Reminder rule of an abandoned connection: sent once, and only while finishing it is the product's next step.
import type { ConnectionFacts } from '../connection/connection';
import type { StandingNow } from '../consent/consent';
import type { Product } from '../product/product';
import { DAY_MS } from '../text/duration';
import { nextStep } from './next-step';

/** Connections abandoned longer ago are no longer wanted. */
export const UNFINISHED_AT_MOST_DAYS = 30;

export interface UnfinishedFacts {
  /** Limited to their consents. */
  products: readonly Product[];
  consents: readonly (StandingNow & { productId: string })[];
  connections: readonly (ConnectionFacts & { createdAt: Date; firstLinkedAt: Date | null })[];
  now: Date;
  /** Days until the reminder; 0 for never. */
  afterDays: number;
  /** `dedupe` of all news so far. */
  told: ReadonlySet<string>;
}

export interface UnfinishedConnection {
  connectionId: string;
  /** The product that waits for it; null when none does, so that no reminder is sent. */
  productId: string | null;
  dedupe: string;
}

export function unfinishedDue(facts: UnfinishedFacts): UnfinishedConnection[] {
  const { connections, now, afterDays, told } = facts;
  if (afterDays === 0) return [];
  return connections.flatMap((connection) => {
    const { id, state, createdAt, firstLinkedAt } = connection;
    const dedupe = `unfinished:${id}`;
    const age = now.getTime() - createdAt.getTime();
    const isOpen = (state === 'PendingAuth' || state === 'starting') && firstLinkedAt === null;
    if (!isOpen || connection.isUpload === true || told.has(dedupe)) return [];
    if (age < afterDays * DAY_MS || age > UNFINISHED_AT_MOST_DAYS * DAY_MS) return [];
    return [{ connectionId: id, productId: waitingFor(facts, id), dedupe }];
  });
}

/** The product whose next step is to finish this connection, by the same rule as on the pages. */
export function waitingFor(
  {
    products,
    consents,
    connections,
    now,
  }: Pick<UnfinishedFacts, 'products' | 'consents' | 'connections' | 'now'>,
  connectionId: string,
): string | null {
  const product = products.find((one) => {
    const consent = consents.find(({ productId }) => productId === one.id) ?? null;
    const step = nextStep(one, consent, connections, now);
    return step.kind === 'finish' && step.connectionId === connectionId;
  });
  return product?.id ?? null;
}
