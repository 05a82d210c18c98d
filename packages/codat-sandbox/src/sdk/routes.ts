// Routes of the embedded modules: the modules and their API.
import type { Hono } from 'hono';
import { z } from 'zod';
import { findIntegration } from '../catalogue/catalogue';
import { mayUnlink, startConnection, unlink } from '../domain/connection';
import { keepFiles } from '../files/file-store';
import { fileIn } from '../files/take-file';
import { acceptUpload, UPLOAD_KEYS, type UploadKind } from '../files/uploads';
import { ApiError, byStatus, connectionNotFound, notFound, notValid } from '../http/errors';
import { type Ctx, type Env, errorResponse, json, readJson } from '../http/http';
import type { Company, Connection } from '../state/entities';
import { findConnection, type World } from '../state/world';
import { oneTimeLink } from '../wire/connection';
import { connectionAnswer, fileAnswer, otherEntityOf, sessionAnswer } from './answers';
import { type ModuleName, moduleText } from './bundle';
import { callerCompany, corsHeaders } from './caller';
import { forgetEntity, keepMemories, memoryOf, rememberConsent, rememberEntity } from './memory';

type Handle = (scene: { world: World; c: Ctx; company: Company }) => unknown;

function connectionIn(company: Company, c: Ctx): Connection {
  const connectionId = c.req.param('connectionId') ?? '';
  const connection = findConnection(company, connectionId);
  if (!connection) throw connectionNotFound(connectionId);
  return connection;
}

/** The named company must be the token's. */
const session: Handle = ({ world, c, company }) => {
  const named = c.req.query('companyId');
  if (named !== undefined && named.toLowerCase() !== company.id) throw byStatus(403);
  return sessionAnswer(world, company);
};

/** Reuses a pending or ended connection, so that a hesitant customer leaves no row of them. */
const start: Handle = async ({ world, c, company }) => {
  const { platformKey } = await readJson(c, z.object({ platformKey: z.string() }));
  const integration = findIntegration(platformKey);
  if (!integration?.enabled || integration.isUpload) throw notFound();
  const waiting = company.connections.findLast(
    (each) => each.platformKey === platformKey && each.status !== 'Linked',
  );
  if (waiting) rememberEntity(world, company.id, waiting);
  return connectionAnswer(world, company, waiting ?? startConnection(world, company, integration));
};

/** Link for a separate tab: the visit ends with a text instead of a redirect, because the embedding page waits. */
const link: Handle = ({ world, c, company }) => {
  const connection = connectionIn(company, c);
  rememberEntity(world, company.id, connection);
  return { linkUrl: `${oneTimeLink(world, company, connection)}&link.embedded=true` };
};

const disconnect: Handle = ({ world, c, company }) => {
  const connection = connectionIn(company, c);
  if (!mayUnlink(world, company, connection))
    throw notValid('Status', `A ${connection.status} connection stays as it is.`);
  unlink(world, company, connection);
  return connectionAnswer(world, company, connection);
};

/** Going back unlinks the wrong entity and shows the previous one. */
const entity: Handle = async ({ world, c, company }) => {
  const { choice } = await readJson(c, z.object({ choice: z.enum(['keep', 'back']) }));
  const connection = connectionIn(company, c);
  const before = memoryOf(world, company.id).entities[connection.id];
  if (choice === 'back' && before && otherEntityOf(world, company, connection)) {
    connection.info = before;
    unlink(world, company, connection);
  }
  forgetEntity(world, company.id, connection.id);
  return connectionAnswer(world, company, connection);
};

const consent: Handle = async ({ world, c, company }) => {
  const { text } = await readJson(c, z.object({ text: z.string().min(1).max(50_000) }));
  rememberConsent(world, company.id, text);
  return {};
};

const upload: Handle = async ({ world, c, company }) => {
  const kind = Object.keys(UPLOAD_KEYS).find((each): each is UploadKind => each === c.req.param('kind'));
  if (!kind) throw notFound();
  const { connection, stored } = acceptUpload(world, company, kind, await fileIn(c));
  return { connection: connectionAnswer(world, company, connection), file: fileAnswer(stored) };
};

const CALLS: readonly (readonly [method: 'GET' | 'POST', path: string, handle: Handle])[] = [
  ['GET', '/embed/session', session],
  ['POST', '/embed/consents', consent],
  ['POST', '/embed/connections', start],
  [
    'GET',
    '/embed/connections/:connectionId',
    ({ world, c, company }) => connectionAnswer(world, company, connectionIn(company, c)),
  ],
  ['POST', '/embed/connections/:connectionId/link', link],
  ['POST', '/embed/connections/:connectionId/disconnect', disconnect],
  ['POST', '/embed/connections/:connectionId/entity', entity],
  ['POST', '/embed/uploads/:kind', upload],
];

async function answer(world: World, c: Ctx, handle: Handle): Promise<Response> {
  const headers = corsHeaders(c);
  try {
    return json(await handle({ world, c, company: callerCompany(world, c) }), 200, headers);
  } catch (error) {
    if (error instanceof ApiError) return errorResponse(error, headers);
    console.error(error);
    return errorResponse(byStatus(500), headers);
  }
}

const MODULES: readonly (readonly [path: string, name: ModuleName])[] = [
  ['/link-sdk.js', 'link'],
  ['/connections-sdk.js', 'connections'],
];

export function mountSdk(app: Hono<Env>, world: World): void {
  keepFiles(world);
  keepMemories(world);
  for (const [path, name] of MODULES) {
    app.get(path, async (c) =>
      c.body(await moduleText(name), 200, {
        'content-type': 'text/javascript; charset=utf-8',
        'access-control-allow-origin': '*',
        'cross-origin-resource-policy': 'cross-origin',
        // Always the newest, as at Codat.
        'cache-control': 'no-cache',
        'x-content-type-options': 'nosniff',
      }),
    );
  }
  app.options('/embed/*', (c) => new Response(null, { status: 204, headers: corsHeaders(c) }));
  for (const [method, path, handle] of CALLS) app.on(method, path, (c) => answer(world, c, handle));
}
