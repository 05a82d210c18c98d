// Connections as consent events name them: those through which data may be read at a moment.
import type { ConsentEventBody } from '../consent/consent';
import { mayServe } from './access-now';

interface Named {
  id: string;
  platformKey: string;
  platformName: string;
  organisation: string | null;
}

/** @param sourceTypes Codat's source types, such as those of a product or of the terms that were agreed to */
export function servingSources(
  connections: readonly (Named & { sourceType: string } & Parameters<typeof mayServe>[0])[],
  sourceTypes: readonly string[],
  now: Date,
): ConsentEventBody['sources'] {
  return connections
    .filter((connection) => mayServe(connection, now) && sourceTypes.includes(connection.sourceType))
    .map(sourceOf);
}

/** A connection as events name it: our id, so that it can be found after Codat deleted it. */
export function sourceOf(connection: Named): ConsentEventBody['sources'][number] {
  return {
    connection_id: connection.id,
    platform_key: connection.platformKey,
    platform_name: connection.platformName,
    organisation: connection.organisation,
  };
}
