// Control API of webhooks: the delivery log, what only Codat's portal can do, and failures on request.
import type { Hono } from 'hono';
import { z } from 'zod';
import { notFound, notValid } from '../http/errors';
import { bodyOf, type Ctx, type Env, json, readJson } from '../http/http';
import { isGuid } from '../random/ids';
import type { World } from '../state/world';
import { type Consumer, changeSecret } from '../webhooks/consumer';
import { disable, enable, findConsumer } from '../webhooks/consumers';
import { type Hub, hubOf } from '../webhooks/hub';
import type { Attempt, Message } from '../webhooks/message';
import { modeSchema } from '../webhooks/mode';
import { recover, replay, resend } from '../webhooks/sending';
import { secretSchema } from '../webhooks/signature';

const ROOT = '/_sandbox';
const ONE = `${ROOT}/webhooks/:consumerId`;

const sinceBody = z.object({ since: z.iso.datetime({ offset: true }).optional() });
const modeBody = modeSchema.extend({
  companyId: z.string().refine(isGuid, { message: 'companyId must be a GUID.' }).optional(),
});

const iso = (ms: number) => new Date(ms).toISOString();

function attemptWire({ at, ...rest }: Attempt) {
  return { at: iso(at), ...rest };
}

function deliveryWire({ failures, isTwice, createdAt, nextAttemptAt, attempts, ...rest }: Message) {
  return {
    ...rest,
    createdAt: iso(createdAt),
    ...(nextAttemptAt === undefined ? {} : { nextAttemptAt: iso(nextAttemptAt) }),
    attempts: attempts.map(attemptWire),
  };
}

function deliveries(hub: Hub, c: Ctx): Response {
  const companyId = c.req.query('companyId')?.toLowerCase();
  const consumerId = c.req.query('consumerId')?.toLowerCase();
  const chosen = hub.messageLog
    .messages()
    .filter((message) => companyId === undefined || message.companyId === companyId)
    .filter((message) => consumerId === undefined || message.consumerId === consumerId);
  return json({ deliveries: chosen.map(deliveryWire) });
}

function consumerOf(hub: Hub, c: Ctx): Consumer {
  const consumer = findConsumer(hub, c.req.param('consumerId') ?? '');
  if (!consumer) throw notFound();
  return consumer;
}

function requireEnabled({ disabled }: Consumer): void {
  if (disabled) throw notValid('Webhook', 'The consumer is disabled; enable it first.');
}

function resendOne(hub: Hub, c: Ctx): Response {
  const message = hub.messageLog.message(c.req.param('id') ?? '');
  const consumer = message && findConsumer(hub, message.consumerId);
  if (!message || !consumer) throw notFound();
  requireEnabled(consumer);
  resend(hub, message);
  return c.body(null, 202);
}

async function sendAgain(hub: Hub, c: Ctx, again: typeof replay): Promise<Response> {
  const consumer = consumerOf(hub, c);
  requireEnabled(consumer);
  const { since } = (await bodyOf(c)) === '' ? {} : await readJson(c, sinceBody);
  return json({ count: again(hub, consumer, since === undefined ? 0 : Date.parse(since)) }, 202);
}

async function putSecret(hub: Hub, c: Ctx): Promise<Response> {
  const consumer = consumerOf(hub, c);
  const { secret } = await readJson(c, z.object({ secret: secretSchema }));
  changeSecret(consumer, secret, hub.world.clock.now());
  hub.world.touch();
  return c.body(null, 204);
}

async function putMode(hub: Hub, c: Ctx): Promise<Response> {
  const { companyId, ...mode } = await readJson(c, modeBody);
  if (companyId === undefined) hub.modes.all = mode;
  else hub.modes.companies[companyId.toLowerCase()] = mode;
  hub.world.touch();
  return c.body(null, 204);
}

async function putConsumer(hub: Hub, c: Ctx): Promise<Response> {
  const consumer = consumerOf(hub, c);
  const { disabled } = await readJson(c, z.object({ disabled: z.boolean() }));
  if (disabled) disable(hub, consumer);
  else enable(hub, consumer);
  return c.body(null, 204);
}

/** After the middleware that keeps the control API to this machine, and after webhooks were started. */
export function mountWebhookControl(app: Hono<Env>, world: World): void {
  const hub = hubOf(world);
  app.get(`${ROOT}/deliveries`, (c) => deliveries(hub, c));
  app.post(`${ROOT}/deliveries/:id/resend`, (c) => resendOne(hub, c));
  // Registered before the route of one consumer, which would take `mode` for an id.
  app.get(`${ROOT}/webhooks/mode`, () => json(hub.modes));
  app.put(`${ROOT}/webhooks/mode`, (c) => putMode(hub, c));
  app.put(ONE, (c) => putConsumer(hub, c));
  app.post(`${ONE}/replay`, (c) => sendAgain(hub, c, replay));
  app.post(`${ONE}/recover`, (c) => sendAgain(hub, c, recover));
  app.get(`${ONE}/secret`, (c) => json({ secret: consumerOf(hub, c).secret }));
  app.put(`${ONE}/secret`, (c) => putSecret(hub, c));
}
