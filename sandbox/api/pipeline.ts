// Owns what happens around every API call: log, rate headers, key, faults, idempotency, errors, cut connections.
import { setTimeout as sleep } from 'node:timers/promises';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Effect, FaultTarget } from '../control/faults';
import { ApiError, byStatus } from '../wire/errors';
import { findCompany, type World } from '../world';
import { requireKey } from './auth';
import { bodyOf, type Ctx, errorResponse, parseJson, type Route } from './http';
import type { Idempotency } from './idempotency';
import type { RateCounter } from './rate';

const GARBAGE = '<!doctype html><html><head><title>Gateway</title></head><body>ok</body></html>';

export interface PipelineParts {
  world: World;
  rate: RateCounter;
  idempotency: Idempotency;
}

async function nameInBody(c: Ctx): Promise<string | undefined> {
  const body = parseJson(await bodyOf(c));
  return typeof body === 'object' && body !== null && 'name' in body && typeof body.name === 'string'
    ? body.name
    : undefined;
}

async function targetOf(world: World, c: Ctx, route: Route): Promise<FaultTarget> {
  const companyId = c.req.param('companyId');
  const companyName = companyId
    ? findCompany(world, companyId)?.name
    : route.method === 'POST'
      ? await nameInBody(c)
      : undefined;
  return { method: route.method, template: route.template, companyId, companyName };
}

function cut(c: Ctx): Response {
  c.env.incoming.socket.destroy();
  return RESPONSE_ALREADY_SENT;
}

/** Silence until the caller gives up; then there is nobody left to answer. */
async function hang(c: Ctx): Promise<Response> {
  const { socket } = c.env.incoming;
  if (!socket.destroyed) await new Promise((resolve) => socket.once('close', resolve));
  return RESPONSE_ALREADY_SENT;
}

function wireFault(c: Ctx, effect: Effect): Response | Promise<Response> {
  if (effect.kind === 'hang') return hang(c);
  if (effect.kind === 'garbage') return c.html(GARBAGE);
  return cut(c);
}

function statusResponse(status: number, retryAfter?: number): Response {
  const wait = retryAfter ?? (status === 429 ? 1 : undefined);
  return errorResponse(byStatus(status), wait === undefined ? {} : { 'retry-after': String(wait) });
}

async function perform(world: World, c: Ctx, route: Route): Promise<Response> {
  try {
    return await route.handle(world, c);
  } catch (error) {
    if (error instanceof ApiError) return errorResponse(error);
    console.error(error);
    return errorResponse(byStatus(500));
  }
}

async function withServiceFault(
  effect: Effect | undefined,
  work: () => Promise<Response>,
): Promise<Response> {
  if (effect?.kind === 'status') return statusResponse(effect.status, effect.retryAfter);
  if (effect?.kind === 'slow') await sleep(effect.ms);
  const response = await work();
  // The work stands; only the answer is lost. A replay under the same key repeats this answer.
  return effect?.kind === 'status-after' ? statusResponse(effect.status) : response;
}

async function answer({ world, idempotency }: PipelineParts, c: Ctx, route: Route): Promise<Response> {
  requireKey(c.req.header('authorization'));
  const target = await targetOf(world, c, route);
  const wire = world.faults.take('wire', target);
  if (wire) return wireFault(c, wire);

  let closeAfter = false;
  const work = () => {
    const effect = world.faults.take('service', target);
    closeAfter = effect?.kind === 'close-after';
    return withServiceFault(effect, () => perform(world, c, route));
  };
  const key = c.req.header('idempotency-key');
  const mayRepeat = key !== undefined && (route.method === 'POST' || route.method === 'PATCH');
  const fingerprint = `${route.method} ${c.req.path} ${await bodyOf(c)}`;
  const response = mayRepeat ? await idempotency.run(key, fingerprint, work) : await work();
  return closeAfter ? cut(c) : response;
}

export async function runRoute(parts: PipelineParts, c: Ctx, route: Route): Promise<Response> {
  const { world, rate } = parts;
  const at = new Date(world.clock.now()).toISOString();
  const headers = rate.count();
  const response = await answer(parts, c, route).catch((error: unknown) => {
    if (error instanceof ApiError) return errorResponse(error);
    throw error;
  });
  const sent = response !== RESPONSE_ALREADY_SENT;
  if (sent) for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  const companyId = c.get('companyId') ?? c.req.param('companyId');
  world.requests.add({
    method: c.req.method,
    template: route.template,
    status: sent ? response.status : 0,
    at,
    ...(companyId ? { companyId } : {}),
  });
  return response;
}
