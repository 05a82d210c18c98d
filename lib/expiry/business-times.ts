// Loader of timed facts for one business: its agreements, and its connections with their last authorisation.

import type { Db } from '@/db/client';
import { type ConnectionEventRow, lastConnectionEventsPart } from '@/db/queries/connection-events';
import { type ConnectionRow, connectionsPart } from '@/db/queries/connections';
import { gatherer } from '@/db/queries/gather';
import { type AccessFacts, TIMING_KINDS } from '../domain/expiry/expiry';

export type TimedConnection = ConnectionRow &
  AccessFacts & {
    /** When the platform last revoked its permission, if known. */
    lostAt: Date | null;
  };

const read = gatherer('timed_connections', {
  connections: connectionsPart,
  happened: lastConnectionEventsPart(TIMING_KINDS),
});

/** All connections that are not deleted, with the moments from which their time counts. */
export async function listTimedConnections(db: Db, companyId: string): Promise<TimedConnection[]> {
  return timedConnections(await read(db, { companyId }));
}

export function timedConnections({
  connections,
  happened,
}: {
  connections: readonly ConnectionRow[];
  /** The latest event of each kind from which time counts. */
  happened: readonly ConnectionEventRow[];
}): TimedConnection[] {
  return connections
    .filter(({ state }) => state !== 'deleted')
    .map((connection) => {
      const last = (kinds: readonly string[]) =>
        happened.findLast(({ connectionId, kind }) => connectionId === connection.id && kinds.includes(kind))
          ?.at ?? null;
      return {
        ...connection,
        signedInAt: last(['linked', 'relinked']),
        reconfirmedAt: last(['reconfirmed']),
        lostAt: last(['deauthorized']),
      };
    });
}
