// Owns what the connections page knows: each connection, as Codat says it is now, and the products that rely on it.
import type { ConnectionRow } from '@/db/queries/connections';
import { listConsents } from '@/db/queries/consents';
import { listProducts } from '@/db/queries/products';
import type { Ctx } from '../context';
import { decideStart } from '../domain/connection';
import { reliesOn } from '../domain/next-step';
import type { Product } from '../domain/product';
import { refreshConnections } from './refresh-connections';

export interface OwnConnection {
  connection: ConnectionRow;
  usedBy: Product[];
  /** False when going on with it would be refused, as a second accounting platform is. */
  mayResume: boolean;
}

export interface OwnConnections {
  connections: OwnConnection[];
  checked: boolean;
}

export async function listOwnConnections(ctx: Ctx): Promise<OwnConnections> {
  const [{ connections, checked }, products, consents] = await Promise.all([
    refreshConnections(ctx),
    listProducts(ctx.db),
    listConsents(ctx.db, ctx.companyId),
  ]);
  const shown = connections.filter((c) => c.state !== 'deleted');
  return {
    checked,
    connections: shown.map((connection) => ({
      connection,
      mayResume: decideStart(shown, connection.platformKey, connection.sourceType).kind !== 'refuse',
      usedBy: products.filter((product) =>
        reliesOn(product, consents.find((c) => c.productId === product.id) ?? null, connection, ctx.now),
      ),
    })),
  };
}
