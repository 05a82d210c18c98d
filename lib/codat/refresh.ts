// Refresh of one data type: Codat queues it and answers with the operation, or with the reason against it.
import type { PullOperation } from '../domain/reading/read-attribution';
import { Upstream } from '../errors';
import { needed } from './answer';
import type { Codat } from './client';
import { toCodatDataType } from './data-types';
import { toPullOperation } from './transform';

export interface QueueOrder {
  /** Codat's id. */
  companyId: string;
  /** Codat's id. */
  connectionId: string;
  dataType: string;
}

/**
 * @param key idempotency key, a GUID
 * @throws Upstream `in-progress` if it is being read already; `invalid` or `not-found` if the platform does not
 *   offer the type or the connection has no access
 */
export async function queueRead(codat: Codat, order: QueueOrder, key: string): Promise<PullOperation> {
  const { companyId, connectionId } = order;
  const dataType = toCodatDataType(order.dataType);
  if (dataType === null) throw new Upstream('invalid', { answered: true });
  const wire = await codat.call(
    { method: 'POST', path: '/companies/:companyId/data/queue/:dataType', companyId },
    (sdk, options) => sdk.refreshData.byDataType({ companyId, connectionId, dataType }, options),
    key,
  );
  return needed(toPullOperation(wire));
}
