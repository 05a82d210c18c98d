// Selection: the connections that serve a product at a moment, as a consent event names them.
import type { Db } from '@/db/client';
import { type ConnectionRow, listConnections } from '@/db/queries/connections';
import { mayServe } from '../domain/access/access-now';
import type { ConsentEventBody } from '../domain/consent/consent';

/**
 * The connections through which data of these kinds may be read right now; call it in the transaction of the event.
 * @param sourceTypes Codat's source types, such as those of a product or of the terms that were agreed to
 */
export async function sourcesFor(
  tx: Db,
  companyId: string,
  sourceTypes: readonly string[],
  now: Date,
): Promise<ConsentEventBody['sources']> {
  const connections = await listConnections(tx, companyId);
  return connections
    .filter((connection) => mayServe(connection, now) && sourceTypes.includes(connection.sourceType))
    .map(sourceOf);
}

/** A connection as events name it: our id, so that it can be found when Codat has forgotten it. */
export function sourceOf(connection: ConnectionRow): ConsentEventBody['sources'][number] {
  return {
    connection_id: connection.id,
    platform_key: connection.platformKey,
    platform_name: connection.platformName,
    organisation: connection.organisation,
  };
}
