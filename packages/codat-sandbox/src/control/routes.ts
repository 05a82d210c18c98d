// Control API: configuration for clients, and the means for tests and demonstrations to make things happen.
import type { Hono } from 'hono';
import { z } from 'zod';
import { type Limits, limitsSchema } from '../api/limits';
import { sandboxConfig } from '../config/config';
import { linkSettings, linkSettingsSchema, setLinkSettings } from '../domain/link-settings';
import { bodyOf, type Ctx, type Env, json, readJson } from '../http/http';
import { behaviourInput, behaviours, setBehaviour, toBehaviour } from '../profile/profile';
import { faultSchema } from '../state/faults';
import type { World } from '../state/world';
import { browserGuard } from './browser-guard';
import { mountConnectionControl } from './connection-routes';
import { loopbackOnly } from './loopback';
import { clockStep, moveClock } from './move-clock';
import { requestWire } from './request-wire';
import { mountSnapshot } from './snapshot-routes';
import { stateOf } from './state';
import { mountUi } from './ui/routes';

const ROOT = '/_sandbox';

const clockBody = z.object({ advanceMs: clockStep });
const resetBody = z.object({ companyId: z.string().optional() });

async function postClock(world: World, c: Ctx): Promise<Response> {
  const { advanceMs } = await readJson(c, clockBody);
  moveClock(world, advanceMs);
  return json({ now: new Date(world.clock.now()).toISOString(), offsetMs: world.clock.offsetMs });
}

/** Everything, or one company with its calls and faults, so that parallel tests leave each other alone. */
async function reset(world: World, c: Ctx): Promise<Response> {
  const { companyId } = (await bodyOf(c)) === '' ? {} : await readJson(c, resetBody);
  if (companyId === undefined) world.reset();
  else world.forget(companyId);
  return c.body(null, 204);
}

function mountFaults(app: Hono<Env>, { faults }: World): void {
  app.get(`${ROOT}/faults`, () => json({ faults: faults.list() }));
  app.post(`${ROOT}/faults`, async (c) => json({ id: faults.add(await readJson(c, faultSchema)) }, 201));
  app.delete(`${ROOT}/faults`, (c) => {
    faults.clear();
    return c.body(null, 204);
  });
  app.delete(`${ROOT}/faults/:id`, (c) => c.body(null, faults.remove(c.req.param('id')) ? 204 : 404));
}

function mountLimits(app: Hono<Env>, limits: Limits): void {
  app.get(`${ROOT}/limits`, () => json(limits.values));
  app.put(`${ROOT}/limits`, async (c) => {
    limits.set(await readJson(c, limitsSchema));
    return c.body(null, 204);
  });
  app.delete(`${ROOT}/limits`, (c) => {
    limits.set({});
    return c.body(null, 204);
  });
}

function mountLinkSettings(app: Hono<Env>, world: World): void {
  app.get(`${ROOT}/settings`, () => json(linkSettings(world)));
  app.put(`${ROOT}/settings`, async (c) => {
    setLinkSettings(world, await readJson(c, linkSettingsSchema));
    return c.body(null, 204);
  });
}

const profileBody = behaviourInput.extend({ companyId: z.string().optional() });

function mountBehaviour(app: Hono<Env>, world: World): void {
  app.get(`${ROOT}/profile`, () => json(behaviours(world)));
  app.put(`${ROOT}/profile`, async (c) => {
    const { companyId, ...input } = await readJson(c, profileBody);
    const behaviour = toBehaviour(input);
    setBehaviour(world, behaviour, companyId);
    return json(behaviour);
  });
}

export function mountControl(app: Hono<Env>, world: World, limits: Limits): void {
  app.use(`${ROOT}/*`, loopbackOnly, browserGuard([new URL(world.appUrl).origin]));
  app.get(`${ROOT}/config`, () => json(sandboxConfig(world)));
  app.get(`${ROOT}/state`, (c) => json(stateOf(world, c.req.query('companyId'))));
  app.post(`${ROOT}/clock`, (c) => postClock(world, c));
  app.post(`${ROOT}/reset`, (c) => reset(world, c));
  app.get(`${ROOT}/requests`, (c) =>
    json({ requests: world.requests.list(c.req.query('companyId')).map(requestWire) }),
  );
  mountFaults(app, world);
  mountLimits(app, limits);
  mountLinkSettings(app, world);
  mountBehaviour(app, world);
  mountConnectionControl(app, world, ROOT);
  mountSnapshot(app, world, ROOT);
  mountUi(app, world, limits);
}
