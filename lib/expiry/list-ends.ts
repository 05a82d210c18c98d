// Read model of ends: each end of a business with its date, and the urgent ones. No call to Codat.

import type { Ctx } from '../context';
import { agreedProducts } from '../domain/access/agreed-product';
import { isLive } from '../domain/consent/consent';
import { type BankEndNow, bankEndNow, SOON_DAYS } from '../domain/expiry/expiry';
import { reliesOn } from '../domain/next-step/next-step';
import type { Product } from '../domain/product/product';
import { DAY_MS } from '../domain/text/duration';
import { type BusinessFacts, loadFacts } from '../facts/business-facts';
import { type TimedConnection, timedConnections } from './business-times';

/** Earlier ends are history and not queried. */
const RECENT_DAYS = 90;
const FORECAST_DAYS = 365;

interface EndFacts {
  /** Stable, for lists and calendars. */
  id: string;
  endsAt: Date;
  isOver: boolean;
}

export type ConsentEnd = EndFacts & {
  kind: 'consent';
  product: Product;
  /** A paused consent must be resumed before it can be renewed. */
  isPaused: boolean;
};
export type BankEnd = EndFacts &
  BankEndNow & {
    kind: 'bank';
    connection: TimedConnection;
    usedBy: Product[];
  };
export type UpcomingEnd = ConsentEnd | BankEnd;

type Asking = Pick<Ctx, 'db' | 'companyId' | 'now'>;

/** All ends by time, soonest first, including recent ones. */
export async function listEnds(ctx: Asking): Promise<UpcomingEnd[]> {
  return endsOf(await loadFacts(ctx.db, ctx.companyId), ctx.now);
}

export function endsOf(facts: BusinessFacts, now: Date): UpcomingEnd[] {
  const { consents, basis } = facts;
  const products = agreedProducts(
    facts.products,
    basis.map(({ body }) => body),
    now,
  );
  const connections = timedConnections(facts);
  const ofConsents = products.flatMap((product): ConsentEnd[] => {
    const consent = consents.find(({ productId }) => productId === product.id);
    const runs = consent !== undefined && (isLive(consent.standing) || consent.standing === 'expired');
    if (!runs || consent.expiresAt === null) return [];
    const endsAt = consent.expiresAt;
    return [
      {
        kind: 'consent',
        id: `consent:${product.id}`,
        endsAt,
        isOver: endsAt <= now,
        product,
        isPaused: consent.standing === 'paused',
      },
    ];
  });
  const ofBanks = connections.flatMap((connection): BankEnd[] => {
    const usedBy = products.filter((product) =>
      reliesOn(product, consents.find(({ productId }) => productId === product.id) ?? null, connection, now),
    );
    if (usedBy.length === 0) return [];
    const end = bankEndNow(connection, now);
    if (end === null) return [];
    return [{ kind: 'bank', id: `bank:${connection.id}`, connection, usedBy, ...end }];
  });
  return [...ofConsents, ...ofBanks].sort((a, b) => a.endsAt.getTime() - b.endsAt.getTime());
}

/** True for an end that needs attention now. */
export function needsAttention(end: UpcomingEnd, now: Date): boolean {
  const days = (end.endsAt.getTime() - now.getTime()) / DAY_MS;
  if (end.kind === 'bank') return end.way !== null;
  return days <= SOON_DAYS && days > -RECENT_DAYS;
}

/** Ends within the next twelve months. */
export function upcoming(ends: readonly UpcomingEnd[], now: Date): UpcomingEnd[] {
  const last = now.getTime() + FORECAST_DAYS * DAY_MS;
  return ends.filter(({ isOver, endsAt }) => !isOver && endsAt.getTime() <= last);
}
