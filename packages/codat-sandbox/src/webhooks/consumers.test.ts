// Tests of the consumer endpoints: what is accepted, what is refused, what is shown.
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { startForTest, type TestSandbox } from '../../test/client';
import { errorSchema } from '../../test/schemas/error';
import { consume, door } from '../../test/webhooks';
import { WEBHOOK_SECRET } from '../config/config';

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startForTest();
});
afterEach(() => door(sandbox, 'POST', '/reset'));
afterAll(() => sandbox.close());

const url = 'http://127.0.0.1:9/hook';
const post = (body: unknown) => sandbox.call('POST', '/webhooks', { body });

it('adds, lists and deletes', async () => {
  const body = { url, eventTypes: ['company.created', 'read.completed'], companyTags: ['uid:1', 'a:b:c'] };
  const created = await post(body);
  expect(created.status).toBe(201);
  const consumer: { id: string } = await created.json();
  expect(consumer).toEqual({ id: expect.any(String), ...body, disabled: false });
  const other = await (await post({ url, eventTypes: ['x'], disabled: true, companyTags: [] })).json();
  expect(other).toEqual({ id: expect.any(String), url, eventTypes: ['x'], disabled: true });

  expect(await (await sandbox.call('GET', '/webhooks')).json()).toEqual({ results: [consumer, other] });
  const gone = await sandbox.call('DELETE', `/webhooks/${consumer.id.toUpperCase()}`);
  expect([gone.status, await gone.text()]).toEqual([204, '']);
  expect(await (await sandbox.call('GET', '/webhooks')).json()).toEqual({ results: [other] });
  expect((await sandbox.call('DELETE', `/webhooks/${consumer.id}`)).status).toBe(404);
});

it('answers as the SDK expects', async () => {
  const { webhooks } = sandbox.sdk;
  const consumer = await webhooks.createConsumer({ url, eventTypes: ['company.created'] });
  expect(consumer).toMatchObject({ url, eventTypes: ['company.created'], disabled: false });
  expect((await webhooks.listConsumers()).results).toEqual([consumer]);
  await webhooks.deleteConsumer({ webhookId: consumer.id ?? '' });
  expect((await webhooks.listConsumers()).results).toEqual([]);
});

it('takes names of events that never happen here', async () => {
  for (const eventType of ['lending.read.completed.initial', 'DataSyncCompleted', 'Dataset data changed']) {
    expect((await post({ url, eventTypes: [eventType] })).status).toBe(201);
  }
});

const eventTypes = ['company.created'];

it.each([
  ['no address', { eventTypes }],
  ['half an address', { url: '/hook', eventTypes }],
  ['an address nobody can post to', { url: 'ftp://a.example/', eventTypes }],
  ['no event types', { url }],
  ['an empty list of event types', { url, eventTypes: [] }],
  ['an event type without a name', { url, eventTypes: [''] }],
  ['a word for disabled', { url, eventTypes, disabled: 'yes' }],
  ['too many tags', { url, eventTypes, companyTags: Array.from({ length: 11 }, (_, i) => `k:${i}`) }],
  ['a tag that is too long', { url, eventTypes, companyTags: [`k:${'v'.repeat(127)}`] }],
  ['a tag without a value', { url, eventTypes, companyTags: ['key:'] }],
  ['a tag without a key', { url, eventTypes, companyTags: [':value'] }],
  ['no JSON', 'hook'],
])('refuses %s', async (_, body) => {
  const response = await post(body);
  expect(response.status).toBe(400);
  expect(errorSchema.parse(await response.json()).validation?.errors).toHaveLength(1);
  expect(await (await sandbox.call('GET', '/webhooks')).json()).toEqual({ results: [] });
});

it('takes tags and lists at their limits', async () => {
  const companyTags = Array.from({ length: 10 }, (_, i) => `${i}:${'v'.repeat(126)}`);
  expect((await post({ url, eventTypes, companyTags })).status).toBe(201);
  expect((await post({ url, eventTypes, companyTags: null, disabled: null })).status).toBe(201);
});

it('stops at fifty', async () => {
  for (let i = 0; i < 50; i += 1) await consume(sandbox, url);
  expect((await post({ url, eventTypes })).status).toBe(400);
  const { results }: { results: { id: string }[] } = await (await sandbox.call('GET', '/webhooks')).json();
  expect(results).toHaveLength(50);
  await sandbox.call('DELETE', `/webhooks/${results[0]?.id}`);
  expect((await post({ url, eventTypes })).status).toBe(201);
});

it.each([() => randomUUID(), () => 'x', () => '%00'])('knows no consumer of another id', async (makeId) => {
  expect((await sandbox.call('DELETE', `/webhooks/${makeId()}`)).status).toBe(404);
});

it('has one secret each, the first the one of the configuration', async () => {
  const secretOf = async (id: string) =>
    JSON.parse((await door(sandbox, 'GET', `/webhooks/${id}/secret`)).text);
  const first = await consume(sandbox, url);
  const second = await consume(sandbox, url);
  expect(await secretOf(first)).toEqual({ secret: WEBHOOK_SECRET });
  expect(sandbox.config.webhookSecret).toBe(WEBHOOK_SECRET);
  expect(await secretOf(second)).not.toEqual({ secret: WEBHOOK_SECRET });
  expect(await secretOf(second)).toEqual(await secretOf(second));

  const changed = await door(sandbox, 'PUT', `/webhooks/${second}/secret`, { secret: WEBHOOK_SECRET });
  expect(changed.status).toBe(204);
  expect(await secretOf(second)).toEqual({ secret: WEBHOOK_SECRET });
  expect((await door(sandbox, 'PUT', `/webhooks/${second}/secret`, { secret: 'x' })).status).toBe(400);
  expect((await door(sandbox, 'GET', `/webhooks/${randomUUID()}/secret`)).status).toBe(404);

  // An app that makes its consumer anew keeps the secret it was started with.
  await sandbox.call('DELETE', `/webhooks/${first}`);
  await sandbox.call('DELETE', `/webhooks/${second}`);
  expect(await secretOf(await consume(sandbox, url))).toEqual({ secret: WEBHOOK_SECRET });
});
