// Endpoints of connections.
import { z } from 'zod';
import { findIntegration } from '../catalogue/catalogue';
import {
  deleteConnection,
  mayUnlink,
  moveAuthorisation,
  startConnection,
  unlink,
} from '../domain/connection';
import { notFound, notValid } from '../http/errors';
import { type Ctx, companyOf, connectionOf, json, type Route, readJson, searchOf } from '../http/http';
import type { World } from '../state/world';
import { CONNECTION_PROPERTIES, connectionFacts, connectionWire } from '../wire/connection';
import { pageOf } from '../wire/page';

// The bare string is the older form of the body.
const createBody = z.union([z.object({ platformKey: z.string() }), z.string()]);
const updateBody = z.object({ status: z.enum(['PendingAuth', 'Linked', 'Unlinked', 'Deauthorized']) });

/** Every call creates another connection; only an Idempotency-Key prevents that. */
async function create(world: World, c: Ctx): Promise<Response> {
  const company = companyOf(world, c);
  const body = await readJson(c, createBody);
  const integration = findIntegration(typeof body === 'string' ? body : body.platformKey);
  if (!integration?.enabled) throw notFound();
  const connection = startConnection(world, company, integration);
  return json(connectionWire(world, company, connection));
}

function list(world: World, c: Ctx): Response {
  const company = companyOf(world, c);
  return json(
    pageOf({
      world,
      typeName: 'Connection',
      properties: CONNECTION_PROPERTIES,
      items: company.connections,
      path: `/companies/${company.id}/connections`,
      search: searchOf(c),
      facts: (connection) => connectionFacts(world, connection),
      render: (connection) => connectionWire(world, company, connection),
    }),
  );
}

function get(world: World, c: Ctx): Response {
  const { company, connection } = connectionOf(world, c);
  return json(connectionWire(world, company, connection));
}

async function update(world: World, c: Ctx): Promise<Response> {
  const { company, connection } = connectionOf(world, c);
  const { status } = await readJson(c, updateBody);
  if (status !== 'Unlinked' || !mayUnlink(world, company, connection)) {
    throw notValid('Status', `A connection that is ${connection.status} cannot become ${status}.`);
  }
  unlink(world, company, connection);
  return json(connectionWire(world, company, connection));
}

const tokens = z
  .record(z.string(), z.string())
  .refine((given) => Object.keys(given).length > 0, { message: 'There is nothing to authorise with.' });

/** Tokens concern the client and the platform: none is kept. */
async function putAuthorization(world: World, c: Ctx): Promise<Response> {
  const { company, connection } = connectionOf(world, c);
  await readJson(c, tokens);
  if (moveAuthorisation(world, company, connection) !== 200) {
    throw notValid('connectionId', 'The company has another active accounting connection.');
  }
  return json(connectionWire(world, company, connection));
}

/** 200 with `true`: the SDK treats a 204 as an error. */
function remove(world: World, c: Ctx): Response {
  const { company, connection } = connectionOf(world, c);
  deleteConnection(world, company, connection);
  return json(true);
}

const ALL = '/companies/:companyId/connections';
const ONE = `${ALL}/:connectionId`;

export const connectionRoutes: readonly Route[] = [
  { method: 'POST', template: ALL, handle: create },
  { method: 'GET', template: ALL, handle: list },
  { method: 'GET', template: ONE, handle: get },
  { method: 'PATCH', template: ONE, handle: update },
  { method: 'DELETE', template: ONE, handle: remove },
  { method: 'PUT', template: `${ONE}/authorization`, handle: putAuthorization },
];
