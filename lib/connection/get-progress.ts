// Owns what the confirmation page knows: what is connected, and how far each kind of data has been read.
import type { ConnectionRow } from '@/db/queries/connections';
import type { Ctx } from '../context';
import { mayServe } from '../domain/access-now';
import type { Product } from '../domain/product';
import { hasUseFor } from '../domain/upload';
import { getReads, type Reads } from '../sync/get-reads';
import { lookForPage } from '../sync/look-for-page';
import { refreshConnections } from './refresh-connections';

export interface ProgressView {
  linked: ConnectionRow[];
  /** Null where nothing is read, as from files. */
  reads: Reads | null;
  /** False when Codat could not be asked just now. */
  checked: boolean;
}

/** Only the data of sources that are linked: the rest was not connected and is not being read. */
export async function getProgress(ctx: Ctx, product: Product): Promise<ProgressView> {
  const { connections, checked } = await refreshConnections(ctx);
  const linked = connections.filter((c) => mayServe(c, ctx.now) && hasUseFor(product, c));
  await lookForPage(ctx);
  const reads = await getReads(ctx, { kind: 'product', id: product.id });
  return { linked, reads, checked: checked && (reads?.isAnswered ?? true) };
}
