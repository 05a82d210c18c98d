// Owns what the connections page knows: each connection, as Codat says it is now, and the products that rely on it.
import { listLastConnectionEvents } from '@/db/queries/connection-events';
import type { ConnectionRow } from '@/db/queries/connections';
import { listConsents } from '@/db/queries/consents';
import { listAgreedProducts } from '../consent/list-agreed-products';
import type { Ctx } from '../context';
import { decideStart } from '../domain/access/platform-choice';
import { reliesOn } from '../domain/next-step/next-step';
import type { Product } from '../domain/product/product';
import { besideIn, HISTORY_PAGE, type Page, readCursor, turnPage } from '../domain/text/paging';
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
  /** A page of those that were deleted, the latest first. */
  past: Page<PastConnection>;
  checked: boolean;
}

/** @param cursor from an address: a claim */
export async function listOwnConnections(
  ctx: Ctx,
  cursor?: string | string[] | undefined,
): Promise<OwnConnections> {
  const [{ connections, failure }, products, consents, events] = await Promise.all([
    lookAtConnections(ctx),
    listAgreedProducts(ctx.db, ctx.companyId, ctx.now),
    listConsents(ctx.db, ctx.companyId),
    listLastConnectionEvents(ctx.db, ctx.companyId, ['deleted']),
  ]);
  const shown = connections.filter((c) => c.state !== 'deleted');
  const endOf = ({ id, checkedAt }: ConnectionRow) =>
    events.find(({ connectionId }) => connectionId === id)?.at ?? checkedAt;
  const past = connections
    // What was chosen and never finished is nothing to look back at.
    .filter((c) => c.state === 'deleted' && c.firstLinkedAt !== null)
    .map((connection) => ({ connection, endedAt: endOf(connection) }))
    .sort((a, b) => (a.endedAt?.getTime() ?? 0) - (b.endedAt?.getTime() ?? 0));
  const page = await turnPage(readCursor(cursor), HISTORY_PAGE, async (side) => besideIn(past, side));
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
    past: { ...page, items: page.items.map(({ row }) => row) },
  };
}
