// Call for data status: how far Codat has read a company's data.
import type { DataTypeStatus } from '../domain/reading/sync-progress';
import type { Codat } from './client';
import { toDataStatuses } from './transform';

/** One entry per data type that Codat has begun to read; other fields are ignored (docs/codat.md#data-status). */
export async function getDataStatus(codat: Codat, companyId: string): Promise<DataTypeStatus[]> {
  const answer = await codat.call(
    { method: 'GET', path: '/companies/:companyId/dataStatus', companyId },
    (sdk, options) => sdk.refreshData.get({ companyId }, options),
  );
  return toDataStatuses(answer);
}
