// Endpoint of data status: how far the read of each data type has come.
import { integrationOf } from '../catalogue/catalogue';
import { companyStatuses } from '../domain/sync';
import { type Ctx, companyOf, json, type Route } from '../http/http';
import { isStrict } from '../profile/profile';
import { ticks } from '../state/clock';
import type { Company } from '../state/entities';
import type { World } from '../state/world';

/** Codat's page shows types that were never read without a status, although its schema asks for one. */
function neverRead(world: World, company: Company, read: ReadonlySet<string>) {
  if (!isStrict(world, 'never-read-listed', company.id)) return [];
  const offered = new Set(company.connections.flatMap((connection) => integrationOf(connection).readable));
  return [...offered].filter((dataType) => !read.has(dataType)).map((dataType) => [dataType, { dataType }]);
}

function get(world: World, c: Ctx): Response {
  const company = companyOf(world, c);
  const statuses = companyStatuses(company, world.clock.now());
  const entries = statuses.map(({ startedAt: _, lastSuccessfulSync, ...status }) => [
    status.dataType,
    {
      ...status,
      ...(lastSuccessfulSync === undefined ? {} : { lastSuccessfulSync: ticks(lastSuccessfulSync) }),
    },
  ]);
  const read = new Set(statuses.map(({ dataType }) => dataType));
  return json(Object.fromEntries([...entries, ...neverRead(world, company, read)]));
}

export const dataStatusRoutes: readonly Route[] = [
  { method: 'GET', template: '/companies/:companyId/dataStatus', handle: get },
];
