// Owns GET dataStatus: how far the read of each data type has come.
import { ticks } from '../clock';
import { companyStatuses } from '../domain/sync';
import type { World } from '../world';
import { type Ctx, companyOf, json, type Route } from './http';

/** Types never read are left out: an entry without a status makes the SDK throw. */
function get(world: World, c: Ctx): Response {
  const statuses = companyStatuses(companyOf(world, c), world.clock.now());
  const entries = statuses.map(({ startedAt: _, lastSuccessfulSync, ...status }) => [
    status.dataType,
    {
      ...status,
      ...(lastSuccessfulSync === undefined ? {} : { lastSuccessfulSync: ticks(lastSuccessfulSync) }),
    },
  ]);
  return json(Object.fromEntries(entries));
}

export const dataStatusRoutes: readonly Route[] = [
  { method: 'GET', template: '/companies/:companyId/dataStatus', handle: get },
];
