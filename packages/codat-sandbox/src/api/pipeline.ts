// Middleware of every API call: log, rate headers, key, limits, faults, idempotency, errors, cut connections.
import { setTimeout as sleep } from 'node:timers/promises';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { ApiError, byStatus } from '../http/errors';
import { bodyOf, type Ctx, errorResponse, parseJson, type Route } from '../http/http';
import { pageCap, sendOddly } from '../profile/odd-wire';
import type { Effect, FaultTarget } from '../state/faults';
import { loggedBody } from '../state/request-log';
import { findCompany, type World } from '../state/world';
import { requireKey } from './auth';
import type { Idempotency } from './idempotency';
import type { Limits, Quota } from './limits';
import { rateHeaders } from './rate';

const GARBAGE = '<!doctype html><html><head><title>Gateway</title></head><body>ok</body></html>';

export interface PipelineParts {
  world: World;
  limits: Limits;
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

/** No answer until the caller gives up. */
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

async function perform({ world, limits }: PipelineParts, c: Ctx, route: Route): Promise<Response> {
  try {
    const isNewCompany = route.method === 'POST' && route.template === '/companies';
    const refusal = isNewCompany ? limits.companyRefusal() : undefined;
    if (refusal) throw refusal;
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
  // The work is done; only the answer is lost. A repeat under the same key gets this answer.
  return effect?.kind === 'status-after' ? statusResponse(effect.status) : response;
}

const companyIdOf = (c: Ctx) => c.get('companyId') ?? c.req.param('companyId');

async function answer(parts: PipelineParts, c: Ctx, route: Route, quota: Quota): Promise<Response> {
  const { world, idempotency, limits } = parts;
  requireKey(c.req.header('authorization'));
  if (quota.isOver) return statusResponse(429, limits.refuse(quota));
  const target = await targetOf(world, c, route);
  const wire = world.faults.take('wire', target);
  if (wire) return wireFault(c, wire);

  let closeAfter = false;
  const work = () => {
    const effect = world.faults.take('service', target);
    closeAfter = effect?.kind === 'close-after';
    return withServiceFault(effect, () => perform(parts, c, route));
  };
  const key = c.req.header('idempotency-key');
  const mayRepeat = key !== undefined && (route.method === 'POST' || route.method === 'PATCH');
  const fingerprint = `${route.method} ${c.req.path} ${await bodyOf(c)}`;
  const response = mayRepeat
    ? await idempotency.run({ key, fingerprint, companyId: () => companyIdOf(c), work })
    : await work();
  return closeAfter ? cut(c) : response;
}

/** Request for the log, without the API key and without migrated provider tokens. */
function askedIn(c: Ctx, route: Route) {
  const text = route.template.endsWith('/authorization') ? '' : (c.get('body') ?? '');
  const query = new URL(c.req.url).search.slice(1);
  const [requestId, userAgent] = [c.req.header('x-request-id'), c.req.header('user-agent')];
  return {
    method: c.req.method,
    template: route.template,
    path: c.req.path,
    ...(query ? { query } : {}),
    ...(text ? { body: loggedBody(text) } : {}),
    ...(requestId ? { requestId } : {}),
    ...(userAgent ? { userAgent } : {}),
    hasIdempotencyKey: c.req.header('idempotency-key') !== undefined,
  };
}

export async function runRoute(parts: PipelineParts, c: Ctx, route: Route): Promise<Response> {
  const { world, limits } = parts;
  const at = new Date(world.clock.now()).toISOString();
  // Durations are real time: the sandbox clock may stand still.
  const began = performance.now();
  const quota = limits.count();
  const cap = pageCap(world, c, route);
  if (cap !== undefined) c.set('pageCap', cap);
  const response = await answer(parts, c, route, quota).catch((error: unknown) => {
    if (error instanceof ApiError) return errorResponse(error);
    throw error;
  });
  const sent = response !== RESPONSE_ALREADY_SENT;
  const headers = sent ? rateHeaders(quota) : {};
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  const companyId = companyIdOf(c);
  world.requests.add({
    ...askedIn(c, route),
    status: sent ? response.status : 0,
    at,
    ms: Math.round(performance.now() - began),
    ...(companyId ? { companyId } : {}),
  });
  return sendOddly(world, c, route, response);
}
