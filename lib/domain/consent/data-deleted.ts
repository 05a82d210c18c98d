// Selection rule: agreements under which data was, or may have been, read through a deleted connection.
import type { ConnectionFacts } from '../connection/connection';
import { type ConsentEventBody, isLive } from './consent';
import { agreementAt } from './projection';

/**
 * The terms of each of them; none for a connection that never gave access, and none a second time.
 * @param events of one business, in order of `seq`
 */
export function deletedWith(
  events: readonly ConsentEventBody[],
  connection: Pick<ConnectionFacts, 'id' | 'sourceType'> & { firstLinkedAt: Date | null },
  at: Date,
): ConsentEventBody[] {
  const { firstLinkedAt } = connection;
  if (firstLinkedAt === null) return [];
  const productIds = [...new Set(events.map((body) => body.service.product_id))];
  return productIds.flatMap((productId) => {
    const own = events.filter((body) => body.service.product_id === productId);
    const isTold = own.some(
      ({ event_type, sources }) =>
        event_type === 'data_deleted' && sources.some((source) => source.connection_id === connection.id),
    );
    const agreement = agreementAt(own, productId, at);
    if (isTold || !agreement?.terms) return [];
    const { consent, terms } = agreement;
    // An agreement that ended before the connection gave access has none of its data.
    const wasOver = !isLive(consent.standing) && consent.updatedAt < firstLinkedAt;
    const covers = terms.pii.some((cluster) => cluster.source_type === connection.sourceType);
    return covers && !wasOver ? [terms] : [];
  });
}
