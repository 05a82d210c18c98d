// Owns what the connections page knows: each connection, as Codat says it is now, and the products that rely on it.
import { listCompanyConnectionEvents } from '@/db/queries/connection-events';
import type { ConnectionRow } from '@/db/queries/connections';
import { listConsents } from '@/db/queries/consents';
import { listAgreedProducts } from '../consent/list-agreed-products';
import type { Ctx } from '../context';
import { reliesOn } from '../domain/next-step';
import { decideStart } from '../domain/platform-choice';
import type { Product } from '../domain/product';
import { lookAtConnections } from './look-at-connections';

export interface OwnConnection {
  connection: ConnectionRow;
  usedBy: Product[];
  /** False when going on with it would be refused, as a second accounting platform is. */
  mayResume: boolean;
}

export interface PastConnection {
  connection: ConnectionRow;
  /** When it was deleted, as far as that is known. */
  endedAt: Date | null;
}

export interface OwnConnections {
  connections: OwnConnection[];
  /** Those that were deleted, the latest first. */
  past: PastConnection[];
  checked: boolean;
}

export async function listOwnConnections(ctx: Ctx): Promise<OwnConnections> {
  const [{ connections, failure }, products, consents, events] = await Promise.all([
    lookAtConnections(ctx),
    listAgreedProducts(ctx.db, ctx.companyId, ctx.now),
    listConsents(ctx.db, ctx.companyId),
    listCompanyConnectionEvents(ctx.db, ctx.companyId),
  ]);
  const shown = connections.filter((c) => c.state !== 'deleted');
  const endOf = ({ id, checkedAt }: ConnectionRow) =>
    events.findLast(({ connectionId, kind }) => connectionId === id && kind === 'deleted')?.at ?? checkedAt;
  return {
    checked: failure === null,
    connections: shown.map((connection) => ({
      connection,
      mayResume:
        !connection.isUpload &&
        decideStart(shown, connection.platformKey, connection.sourceType, {
          now: ctx.now,
          wantedId: connection.id,
        }).kind !== 'refuse',
      usedBy: products.filter((product) =>
        reliesOn(product, consents.find((c) => c.productId === product.id) ?? null, connection, ctx.now),
      ),
    })),
    past: connections
      // What was chosen and never finished is nothing to look back at.
      .filter((c) => c.state === 'deleted' && c.firstLinkedAt !== null)
      .map((connection) => ({ connection, endedAt: endOf(connection) }))
      .sort((a, b) => (b.endedAt?.getTime() ?? 0) - (a.endedAt?.getTime() ?? 0)),
  };
}
