// Owns reading what time does to one business: its agreements, and its connections with when they were last authorised.

import type { Db } from '@/db/client';
import { listLastConnectionEvents } from '@/db/queries/connection-events';
import { type ConnectionRow, listConnections } from '@/db/queries/connections';
import type { AccessFacts } from '../domain/expiry/expiry';

export type TimedConnection = ConnectionRow &
  AccessFacts & {
    /** When the platform last took its permission back, as far as that is known. */
    lostAt: Date | null;
  };

/** All connections that are not gone, with the moments that their time counts from. */
export async function listTimedConnections(db: Db, companyId: string): Promise<TimedConnection[]> {
  const [connections, events] = await Promise.all([
    listConnections(db, companyId),
    listLastConnectionEvents(db, companyId, ['linked', 'relinked', 'reconfirmed', 'deauthorized']),
  ]);
  return connections
    .filter(({ state }) => state !== 'deleted')
    .map((connection) => {
      const last = (kinds: readonly string[]) =>
        events.findLast(({ connectionId, kind }) => connectionId === connection.id && kinds.includes(kind))
          ?.at ?? null;
      return {
        ...connection,
        signedInAt: last(['linked', 'relinked']),
        reconfirmedAt: last(['reconfirmed']),
        lostAt: last(['deauthorized']),
      };
    });
}
