// Facts of one business for answers about its agreements, read in one statement. Names of persons stay encrypted and read as
// empty: a page that shows them opens the basis with `openBodies`.
import type { Db } from '@/db/client';
import { lastConnectionEventsPart } from '@/db/queries/connection-events';
import { connectionsPart } from '@/db/queries/connections';
import { consentsPart } from '@/db/queries/consents';
import { type Gathered, gatherer, type Part, type Values } from '@/db/queries/gather';
import { productsPart } from '@/db/queries/products';
import { chainHeadPart } from '@/db/queries/proven-events';
import { basisPart, provenBasis, type SealedEvent } from '@/db/queries/snapshots';
import { TIMING_KINDS } from '../domain/expiry/expiry';

const parts = {
  products: productsPart,
  consents: consentsPart,
  connections: connectionsPart,
  basis: basisPart,
  head: chainHeadPart,
  /** To each connection, what its time counts from. */
  happened: lastConnectionEventsPart(TIMING_KINDS),
};

/**
 * @param name of the prepared statement
 * @param more what a page needs beside the facts
 * @returns reads the facts up to a moment; `basis` is what the standings follow from, proven, in order of `seq`
 */
export function factsGatherer<P extends Record<string, Part<unknown>>>(name: string, more: P) {
  type Found = Gathered<typeof parts> & Gathered<P>;
  const read: (db: Db, values: Values) => Promise<Found> = gatherer(name, { ...parts, ...more });
  type Facts = Omit<Found, 'basis'> & { basis: SealedEvent[] };
  return async (db: Db, companyId: string, until?: Date, values: Values = {}): Promise<Facts> => {
    const found = await read(db, { ...values, companyId, until: until?.toISOString() ?? null });
    const basis = await provenBasis(db, companyId, until === undefined ? {} : { until }, found);
    return { ...found, basis };
  };
}

export const loadFacts = factsGatherer('business_facts', {});

export type BusinessFacts = Awaited<ReturnType<typeof loadFacts>>;
