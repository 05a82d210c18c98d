// Call for the pull history: the connection behind each read of a company.
import type { PullOperation } from '../domain/reading/read-attribution';
import type { Codat } from './client';
import { toPullOperation } from './transform';

/** One page: older reads were stored when they were new. */
const NEWEST = 100;

/** The newest reads of a company, newest first (docs/codat.md#pull-history). */
export async function listPullOperations(codat: Codat, companyId: string): Promise<PullOperation[]> {
  const answer = await codat.call(
    { method: 'GET', path: '/companies/:companyId/data/history', companyId },
    (sdk, options) =>
      sdk.refreshData.listPullOperations(
        { companyId, page: 1, pageSize: NEWEST, orderBy: '-requested' },
        options,
      ),
  );
  return answer.results().flatMap((wire) => toPullOperation(wire) ?? []);
}
