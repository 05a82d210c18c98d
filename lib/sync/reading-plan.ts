// Loader of the reading plan: the present ledger, connections and reading progress.
import type { Db } from '@/db/client';
import { type ConnectionRow, listConnections } from '@/db/queries/connections';
import { listProducts } from '@/db/queries/products';
import { isChainProven } from '@/db/queries/proven-events';
import { listReads } from '@/db/queries/read-progress';
import { listBasis } from '@/db/queries/snapshots';
import type { Offers } from '../domain/reading/read-groups';
import { type PlannedRead, readsToAsk, type WantedType, wantedTypes } from '../domain/reading/sync-plan';
import { getProductSync } from './product-sync';

/**
 * The data of a business that Codat should read on its own. Empty if Codat's products control reading, since both would
 * read everything twice, and for a business with an unproven record.
 */
export async function listWanted(
  db: Db,
  companyId: string,
  now: Date,
): Promise<{ wanted: WantedType[]; connections: ConnectionRow[] }> {
  const connections = await listConnections(db, companyId);
  if (getProductSync() !== null || !(await isChainProven(db, companyId))) return { wanted: [], connections };
  const [products, events] = [await listProducts(db), await listBasis(db, companyId)];
  const bodies = events.map(({ body }) => body);
  return { wanted: wantedTypes({ products, events: bodies, connections }, now), connections };
}

export interface AskableRead extends PlannedRead {
  /** Codat's id. */
  codatConnectionId: string;
}

/** The reads to request from Codat now. */
export async function listReadsToAsk(
  db: Db,
  companyId: string,
  { now, offers }: { now: Date; offers: Offers },
): Promise<AskableRead[]> {
  const { wanted, connections } = await listWanted(db, companyId, now);
  const codatIds = new Map(connections.map(({ id, codatConnectionId }) => [id, codatConnectionId]));
  return readsToAsk(wanted, connections, await listReads(db, companyId), offers).flatMap((read) => {
    const codatConnectionId = codatIds.get(read.connectionId);
    return codatConnectionId ? [{ ...read, codatConnectionId }] : [];
  });
}
