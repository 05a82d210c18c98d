// Endpoints of reads: request one, list the history.
import { integrationOf } from '../catalogue/catalogue';
import { DATA_TYPES, type DataType } from '../catalogue/data-types';
import { findOperation, historyOf, operationsOf, runningSync } from '../domain/pull-operations';
import { beginSync } from '../domain/reading';
import { datasetId } from '../domain/sync';
import { usualTypes } from '../domain/sync-settings';
import { connectionNotFound, notValid } from '../http/errors';
import { type Ctx, companyOf, json, type Route, searchOf } from '../http/http';
import { isGuid } from '../random/ids';
import type { Company, Connection } from '../state/entities';
import { findConnection, type World } from '../state/world';
import { pageOf } from '../wire/page';
import { OPERATION_PROPERTIES, operationWire } from '../wire/pull-operation';
import { alreadyInProgress, datasetNotFound, nothingLinked, notOffered } from '../wire/read-errors';

const isLinked = ({ status }: Connection) => status === 'Linked';

/** Reads every type of every linked connection; a type that is being read already is skipped. */
function all(world: World, c: Ctx): Response {
  const company = companyOf(world, c);
  const now = world.clock.now();
  for (const connection of company.connections.filter(isLinked)) {
    const types = usualTypes(world, company.id).filter(
      (type) => runningSync(connection, type, now) === undefined,
    );
    beginSync(world, company, connection, { cause: 'refresh', types });
  }
  world.touch();
  return new Response(null, { status: 204 });
}

function dataTypeOf(c: Ctx): DataType {
  const wanted = c.req.param('dataType');
  const known = DATA_TYPES.find((dataType) => dataType === wanted);
  if (known) return known;
  throw notValid('dataType', `dataType must be one of: ${DATA_TYPES.join(', ')}.`);
}

/** The one connection that is named, or all that are linked. */
function candidates(company: Company, connectionId: string | null): Connection[] {
  if (!connectionId) return company.connections.filter(isLinked);
  if (!isGuid(connectionId)) throw notValid('connectionId', 'connectionId must be a GUID.');
  const connection = findConnection(company, connectionId);
  if (!connection) throw connectionNotFound(connectionId);
  return isLinked(connection) ? [connection] : [];
}

/** Reads the type from every candidate that offers it and answers with the first of these reads. */
function queue(world: World, c: Ctx): Response {
  const company = companyOf(world, c);
  const dataType = dataTypeOf(c);
  const now = world.clock.now();
  const linked = candidates(company, searchOf(c).get('connectionId'));
  const [any] = linked;
  if (!any) throw nothingLinked(dataType);
  const offering = linked.filter((connection) => integrationOf(connection).readable.includes(dataType));
  if (offering.length === 0) throw notOffered(dataType, integrationOf(any));
  for (const connection of offering) {
    const running = runningSync(connection, dataType, now);
    if (running) throw alreadyInProgress(dataType, company.id, datasetId(running, dataType));
  }
  const operations = offering.flatMap((connection) => {
    const sync = beginSync(world, company, connection, { cause: 'refresh', types: [dataType] });
    return sync ? operationsOf(connection, sync, world.clock.now()) : [];
  });
  world.touch();
  const [first] = operations;
  if (!first) throw nothingLinked(dataType);
  return json(operationWire(company, first));
}

function list(world: World, c: Ctx): Response {
  const company = companyOf(world, c);
  return json(
    pageOf({
      world,
      typeName: 'Dataset',
      properties: OPERATION_PROPERTIES,
      items: historyOf(company, world.clock.now()),
      path: `/companies/${company.id}/data/history`,
      search: searchOf(c),
      facts: (operation) => operationWire(company, operation),
      render: (operation) => operationWire(company, operation),
    }),
  );
}

function get(world: World, c: Ctx): Response {
  const company = companyOf(world, c);
  const id = c.req.param('datasetId') ?? '';
  if (!isGuid(id)) throw notValid('datasetId', 'datasetId must be a GUID.');
  const operation = findOperation(company, id, world.clock.now());
  if (!operation) throw datasetNotFound(id);
  return json(operationWire(company, operation));
}

const DATA = '/companies/:companyId/data';

export const refreshRoutes: readonly Route[] = [
  { method: 'POST', template: `${DATA}/all`, handle: all },
  { method: 'POST', template: `${DATA}/queue/:dataType`, handle: queue },
  { method: 'GET', template: `${DATA}/history`, handle: list },
  { method: 'GET', template: `${DATA}/history/:datasetId`, handle: get },
];
