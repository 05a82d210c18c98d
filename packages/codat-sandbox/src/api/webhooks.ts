// Endpoints of webhook consumers: created, listed, deleted. Codat has no call that changes one.
import { z } from 'zod';
import { notFound, notValid } from '../http/errors';
import { type Ctx, json, type Route, readJson } from '../http/http';
import type { World } from '../state/world';
import { CONSUMER_LIMIT, type Consumer } from '../webhooks/consumer';
import { addConsumer, findConsumer, removeConsumer } from '../webhooks/consumers';
import { hubOf } from '../webhooks/hub';

const address = z.string().refine((text) => /^https?:\/\//i.test(text) && URL.canParse(text), {
  message: 'A whole address with http or https is needed.',
});

const tag = z
  .string()
  .max(128, { message: 'A company tag has at most 128 characters.' })
  .regex(/^[^:]+:.+$/s, { message: 'A company tag is written key:value.' });

/** Unknown names are accepted: old names and those of other products are in use, and never happen here. */
const consumerBody = z.object({
  url: address,
  eventTypes: z
    .array(z.string().min(1).max(256))
    .min(1, { message: 'At least one event type is needed.' })
    .max(256),
  disabled: z.boolean().nullish(),
  companyTags: z.array(tag).max(10, { message: 'At most 10 company tags are allowed.' }).nullish(),
});

function consumerWire({ id, url, eventTypes, disabled, companyTags }: Consumer) {
  return { id, url, eventTypes, disabled, ...(companyTags === undefined ? {} : { companyTags }) };
}

async function create(world: World, c: Ctx): Promise<Response> {
  const { url, eventTypes, disabled, companyTags } = await readJson(c, consumerBody);
  const hub = hubOf(world);
  if (hub.consumers.size >= CONSUMER_LIMIT) {
    throw notValid('Webhook', `There can be at most ${CONSUMER_LIMIT} webhook consumers.`);
  }
  const consumer = addConsumer(hub, {
    url,
    eventTypes,
    disabled: disabled ?? false,
    // An empty list means every company, like an absent one.
    ...(companyTags && companyTags.length > 0 ? { companyTags } : {}),
  });
  return json(consumerWire(consumer), 201);
}

function list(world: World): Response {
  return json({ results: [...hubOf(world).consumers.values()].map(consumerWire) });
}

function remove(world: World, c: Ctx): Response {
  const hub = hubOf(world);
  const consumer = findConsumer(hub, c.req.param('webhookId') ?? '');
  if (!consumer) throw notFound();
  removeConsumer(hub, consumer);
  return new Response(null, { status: 204 });
}

export const webhookRoutes: readonly Route[] = [
  { method: 'POST', template: '/webhooks', handle: create },
  { method: 'GET', template: '/webhooks', handle: list },
  { method: 'DELETE', template: '/webhooks/:webhookId', handle: remove },
];
