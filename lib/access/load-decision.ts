// Loader of decision facts as of a moment: the ledger's events, the product and the connections.
import type { Db } from '@/db/client';
import { findCompany } from '@/db/queries/companies';
import { type ConnectionRow, listConnections } from '@/db/queries/connections';
import { findProductAt } from '@/db/queries/products';
import { isChainProven } from '@/db/queries/proven-events';
import { listBasis } from '@/db/queries/snapshots';
import { loadConnectionPast } from '../consent/load-connection-past';
import type { DecisionFacts } from '../domain/access/decide';
import { connectionsAt } from '../domain/access/decide-past';
import { isUuid } from '../domain/text/uuid';

export interface Question {
  companyId: string;
  productId: string;
  /** May lie in the past; the future is unknown and answered as of now. */
  at: Date;
}

export interface LoadedDecision {
  facts: Omit<DecisionFacts, 'connections'> & { connections: ConnectionRow[] };
  businessName: string | null;
  /** The events behind the answer, with their hashes, in order of `seq`. */
  events: Awaited<ReturnType<typeof listBasis>>;
}

const PRODUCT_ID = /^[a-z][a-z0-9-]{0,59}$/;
/** Ids are claims: a malformed one is unknown, not an error. */
export async function loadDecision(ctx: { db: Db; now: Date }, question: Question): Promise<LoadedDecision> {
  const { db, now } = ctx;
  const { companyId, productId, at } = question;
  const company = isUuid(companyId) ? await findCompany(db, companyId) : null;
  const product = PRODUCT_ID.test(productId) ? await findProductAt(db, productId, at) : null;
  if (company === null) {
    return {
      facts: { companyExists: false, product, events: [], connections: [] },
      businessName: null,
      events: [],
    };
  }
  const [events, isProven, connections, past] = await Promise.all([
    listBasis(db, companyId, { productId, ...(at < now ? { until: at } : {}) }),
    isChainProven(db, companyId),
    listConnections(db, companyId),
    loadConnectionPast(db, companyId, at < now ? [at] : []),
  ]);
  return {
    facts: {
      companyExists: true,
      product,
      events: events.map((event) => event.body),
      isInDoubt: !isProven,
      connections: at < now ? connectionsAt(connections, past, at) : connections,
    },
    businessName: company.name,
    events,
  };
}
