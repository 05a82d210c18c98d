// Read model of the connections page: each connection as Codat reports it now, with the products that rely on it.
import { logosPart } from '@/db/queries/codat-cache';
import { lastConnectionEventsPart } from '@/db/queries/connection-events';
import { lookAnsweredPart } from '@/db/queries/connection-polls';
import type { ConnectionRow } from '@/db/queries/connections';
import type { Ctx } from '../context';
import { agreedProducts } from '../domain/access/agreed-product';
import { decideStart } from '../domain/access/platform-choice';
import { reliesOn } from '../domain/next-step/next-step';
import type { Product } from '../domain/product/product';
import { besideIn, HISTORY_PAGE, type Page, readCursor, turnPage } from '../domain/text/paging';
import { factsGatherer } from '../facts/business-facts';
import { knownFailure, lookIfDue } from './refresh-for-view';

export interface OwnConnection {
  connection: ConnectionRow;
  usedBy: Product[];
  /** False when continuing it would be refused, like a second accounting platform. */
  mayResume: boolean;
}

export interface PastConnection {
  connection: ConnectionRow;
  /** When it was deleted, if known. */
  endedAt: Date | null;
}

export interface OwnConnections {
  connections: OwnConnection[];
  /** A page of deleted connections, newest first. */
  past: Page<PastConnection>;
  checked: boolean;
  /** By platform key. */
  logos: ReadonlyMap<string, string | null>;
}

const readFacts = factsGatherer('own_connections', {
  ends: lastConnectionEventsPart(['deleted']),
  logos: logosPart,
  isAnswered: lookAnsweredPart,
});

/** @param cursor from an address: a claim */
export async function listOwnConnections(
  ctx: Ctx,
  cursor?: string | string[] | undefined,
): Promise<OwnConnections> {
  const asked = await lookIfDue(ctx);
  const facts = await readFacts(ctx.db, ctx.companyId);
  const { connections, consents, ends } = facts;
  const failure = asked === null ? knownFailure(facts.isAnswered) : asked.failure;
  const products = agreedProducts(
    facts.products,
    facts.basis.map(({ body }) => body),
    ctx.now,
  );
  const shown = connections.filter((c) => c.state !== 'deleted');
  const endOf = ({ id, checkedAt }: ConnectionRow) =>
    ends.find(({ connectionId }) => connectionId === id)?.at ?? checkedAt;
  const past = connections
    // A connection that was never finished is not part of the history.
    .filter((c) => c.state === 'deleted' && c.firstLinkedAt !== null)
    .map((connection) => ({ connection, endedAt: endOf(connection) }))
    .sort((a, b) => (a.endedAt?.getTime() ?? 0) - (b.endedAt?.getTime() ?? 0));
  const page = await turnPage(readCursor(cursor), HISTORY_PAGE, async (side) => besideIn(past, side));
  return {
    checked: failure === null,
    logos: facts.logos,
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
