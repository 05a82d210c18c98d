// Stale grant rule: access authorised after its agreement was withdrawn has no purpose and is revoked.
import type { ConnectionFacts } from '../connection/connection';
import type { ConsentEventBody } from '../consent/consent';

const TAKEN_BACK = new Set<ConsentEventBody['event_type']>(['withdrawn', 'revoked']);

/**
 * @param connection one that gives access only now, and that no agreement needs
 * @returns false when no agreement was withdrawn since it was begun: such access was opened for other reasons
 * @returns false where no agreement was taken back since it was begun: such access was opened for other reasons
 */
export function isStaleGrant(
  events: readonly Pick<ConsentEventBody, 'event_type' | 'event_time' | 'pii'>[],
  connection: Pick<ConnectionFacts, 'sourceType'> & { createdAt: Date },
): boolean {
  return events.some(
    ({ event_type, event_time, pii }) =>
      TAKEN_BACK.has(event_type) &&
      new Date(event_time) >= connection.createdAt &&
      pii.some(({ source_type }) => source_type === connection.sourceType),
  );
}
