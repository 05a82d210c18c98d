// Control API of one connection.
import type { Hono } from 'hono';
import { z } from 'zod';
import { DATA_TYPES } from '../catalogue/data-types';
import { bodyOf, type Ctx, companyOf, connectionOf, type Env, json, readJson } from '../http/http';
import { readFailureSchema } from '../state/entities';
import type { World } from '../state/world';
import { connectionWire } from '../wire/connection';
import {
  type ConnectionTarget,
  endVisit,
  failRead,
  finish,
  grantAccess,
  link,
  revokeAccess,
} from './connection-actions';

const organisation = z.string().min(1).optional();
const newConnection = z.object({
  platformKey: z.string(),
  organisation,
  authorize: z.boolean().optional(),
});
const authorizeBody = z.object({ organisation });
const cancelBody = z.object({
  reason: z.union([z.literal(403), z.literal(500), z.literal(501)]).default(403),
});
const failBody = z.object({
  dataType: z.enum(DATA_TYPES),
  status: readFailureSchema.default('FetchError'),
});

/** An absent body means the defaults. */
async function readOptional<T>(c: Ctx, schema: z.ZodType<T>): Promise<T> {
  return (await bodyOf(c)) === '' ? schema.parse({}) : readJson(c, schema);
}

const shown = ({ world, company, connection }: ConnectionTarget) =>
  connectionWire(world, company, connection);

/** Naming an organisation authorises the connection. */
async function make(world: World, c: Ctx): Promise<Response> {
  const company = companyOf(world, c);
  const body = await readJson(c, newConnection);
  const target = { world, company, connection: link(world, company, body.platformKey) };
  const isAuthorized = body.authorize ?? body.organisation !== undefined;
  const outcome = isAuthorized ? { statusCode: grantAccess(target, body.organisation) } : {};
  return json({ ...outcome, connection: shown(target) }, 201);
}

type Act = (target: ConnectionTarget, c: Ctx) => object | Promise<object>;

const ACTS: Readonly<Record<string, Act>> = {
  authorize: async (target, c) => {
    const { organisation: name } = await readOptional(c, authorizeBody);
    return { statusCode: grantAccess(target, name) };
  },
  cancel: async (target, c) => {
    const { reason } = await readOptional(c, cancelBody);
    endVisit(target, reason);
    return { statusCode: reason };
  },
  deauthorize: (target) => {
    revokeAccess(target);
    return {};
  },
  'finish-sync': (target) => {
    finish(target);
    return {};
  },
  'fail-type': async (target, c) => {
    const { dataType, status } = await readJson(c, failBody);
    failRead(target, dataType, status);
    return {};
  },
};

export function mountConnectionControl(app: Hono<Env>, world: World, root: string): void {
  const all = `${root}/companies/:companyId/connections`;
  app.post(all, (c) => make(world, c));
  for (const [name, act] of Object.entries(ACTS)) {
    app.post(`${all}/:connectionId/${name}`, async (c) => {
      const target = { world, ...connectionOf(world, c) };
      const outcome = await act(target, c);
      return json({ ...outcome, connection: shown(target) });
    });
  }
}
