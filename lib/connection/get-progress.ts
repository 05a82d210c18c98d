// Owns what the confirmation page knows: what is connected, and how far each kind of data has been read.
import { findCompany } from '@/db/queries/companies';
import type { ConnectionRow } from '@/db/queries/connections';
import { getDataStatus } from '../codat/data-status';
import type { Ctx } from '../context';
import { mayServe, type SourceType } from '../domain/connection';
import type { DataCluster, Product } from '../domain/product';
import {
  type DataTypeStatus,
  groupState,
  isSettled,
  type ReadState,
  readStateOf,
} from '../domain/sync-progress';
import { Upstream } from '../errors';
import { listPlatforms } from './list-platforms';
import { refreshConnections } from './refresh-connections';

export interface ClusterProgress {
  cluster: DataCluster;
  state: ReadState;
  types: { id: string; state: ReadState }[];
}

export interface ProgressView {
  linked: ConnectionRow[];
  clusters: ClusterProgress[];
  /** Nothing will change by waiting. */
  settled: boolean;
  /** False when Codat could not be asked just now. */
  checked: boolean;
}

/** Only the data of sources that are linked: the rest was not connected and is not being read. */
export async function getProgress(ctx: Ctx, product: Product): Promise<ProgressView> {
  const { connections, checked } = await refreshConnections(ctx);
  const linked = connections.filter(
    (c) => mayServe(c) && product.sources.some((s) => s.sourceType === c.sourceType),
  );
  const [statuses, offers] = await Promise.all([readStatuses(ctx), readOffers(ctx, linked)]);
  const sources = new Set(linked.map((c) => c.sourceType));
  const clusters = product.data
    .filter((cluster) => sources.has(cluster.sourceType))
    .map((cluster): ClusterProgress => {
      const types = cluster.dataTypes.map(({ id }) => {
        const offered = offers(cluster.sourceType, id);
        return { id, state: readStateOf(statuses?.find((s) => s.dataType === id) ?? null, offered) };
      });
      return { cluster, types, state: groupState(types.map((t) => t.state)) };
    });
  const settled = isSettled(clusters.flatMap((c) => c.types.map((t) => t.state)));
  return { linked, clusters, settled, checked: checked && statuses !== null };
}

async function readStatuses(ctx: Ctx): Promise<DataTypeStatus[] | null> {
  const company = await findCompany(ctx.db, ctx.companyId);
  if (!company?.codatCompanyId) return [];
  try {
    return await getDataStatus(ctx.codat, company.codatCompanyId);
  } catch (error) {
    if (error instanceof Upstream) return null;
    throw error;
  }
}

/** Whether any linked platform of a source gives a data type; null when that is not known. */
async function readOffers(ctx: Ctx, linked: readonly ConnectionRow[]) {
  const platforms = await listPlatforms(ctx).then(
    (list) => list.platforms,
    (error: unknown) => {
      if (error instanceof Upstream) return [];
      throw error;
    },
  );
  return (sourceType: SourceType, dataType: string): boolean | null => {
    const known = linked
      .filter((c) => c.sourceType === sourceType)
      .map((c) => platforms.find((p) => p.key === c.platformKey)?.offers ?? null);
    if (known.some((offers) => offers?.includes(dataType))) return true;
    return known.every((offers) => offers !== null) ? false : null;
  };
}
