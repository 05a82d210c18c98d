// Owns the side doors: set-up for clients, and the means for tests to make things happen.
import type { Hono } from 'hono';
import { z } from 'zod';
import { bodyOf, type Ctx, connectionOf, type Env, json, readJson } from '../api/http';
import { integrationOf } from '../catalogue';
import { sandboxConfig } from '../config';
import { authorise, deauthorise, recordFailure } from '../domain/connection';
import { organisationsOf } from '../domain/organisations';
import { guidFrom } from '../ids';
import { connectionWire } from '../wire/connection';
import { notValid } from '../wire/errors';
import type { World } from '../world';
import { faultSchema } from './faults';
import { loopbackOnly } from './loopback';

const authorizeBody = z.object({ organisation: z.string().min(1).optional() });
/** Ten years either way: far enough for any consent, near enough to stay a date. */
const CLOCK_LIMIT_MS = 10 * 366 * 24 * 60 * 60 * 1000;
const clockBody = z.object({ advanceMs: z.number().int().min(-CLOCK_LIMIT_MS).max(CLOCK_LIMIT_MS) });

/** As if the customer had signed in and agreed; the organisation by name, else the first of the login. */
async function authorize(world: World, c: Ctx): Promise<Response> {
  const { company, connection } = connectionOf(world, c);
  const text = await bodyOf(c);
  const { organisation } = text === '' ? {} : await readJson(c, authorizeBody);
  const known = organisationsOf(company, integrationOf(connection));
  const chosen = organisation
    ? (known.find(({ name }) => name === organisation) ?? {
        id: guidFrom(`organisation ${company.id} ${organisation}`),
        name: organisation,
        detail: '',
      })
    : known[0];
  const statusCode = authorise(world, company, connection, { organisation: chosen });
  return json({ statusCode, connection: connectionWire(world, company, connection) });
}

function cancel(world: World, c: Ctx): Response {
  const { company, connection } = connectionOf(world, c);
  recordFailure(world, company, connection, 403);
  return json({ statusCode: 403, connection: connectionWire(world, company, connection) });
}

function deauthorize(world: World, c: Ctx): Response {
  const { company, connection } = connectionOf(world, c);
  if (connection.status !== 'Linked') throw notValid('Status', 'Only a linked connection can lose access.');
  deauthorise(world, company, connection);
  return json({ connection: connectionWire(world, company, connection) });
}

async function moveClock(world: World, c: Ctx): Promise<Response> {
  const { advanceMs } = await readJson(c, clockBody);
  world.clock.advance(advanceMs);
  world.agenda.runDue();
  world.touch();
  return json({ now: new Date(world.clock.now()).toISOString(), offsetMs: world.clock.offsetMs });
}

/** Everything, or one company with its calls and faults, so that parallel tests leave each other alone. */
async function reset(world: World, c: Ctx, forgetReplays: () => void): Promise<Response> {
  const text = await bodyOf(c);
  const { companyId } = text === '' ? {} : await readJson(c, z.object({ companyId: z.string().optional() }));
  if (companyId === undefined) {
    world.reset();
    forgetReplays();
  } else {
    world.forget(companyId);
  }
  return c.body(null, 204);
}

export function mountControl(app: Hono<Env>, world: World, forgetReplays: () => void): void {
  const root = '/_sandbox';
  const one = `${root}/companies/:companyId/connections/:connectionId`;
  app.use(`${root}/*`, loopbackOnly);
  app.get(`${root}/config`, () => json(sandboxConfig(world.url)));
  app.post(`${root}/faults`, async (c) =>
    json({ id: world.faults.add(await readJson(c, faultSchema)) }, 201),
  );
  app.delete(`${root}/faults`, (c) => {
    world.faults.clear();
    return c.body(null, 204);
  });
  app.delete(`${root}/faults/:id`, (c) => c.body(null, world.faults.remove(c.req.param('id')) ? 204 : 404));
  app.post(`${one}/authorize`, (c) => authorize(world, c));
  app.post(`${one}/cancel`, (c) => cancel(world, c));
  app.post(`${one}/deauthorize`, (c) => deauthorize(world, c));
  app.post(`${root}/clock`, (c) => moveClock(world, c));
  app.post(`${root}/reset`, (c) => reset(world, c, forgetReplays));
  app.get(`${root}/requests`, (c) => {
    const companyId = c.req.query('companyId');
    return json({ requests: world.requests.list(companyId) });
  });
}
