import { createHmac, randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/database';
import { listWebhooks } from '@/e2e/kept-webhooks';
import { createWebhookReader } from '../codat/webhook';
import { webhookRoutes } from './webhooks';

const SECRETS = [3, 4].map((byte) => `whsec_${Buffer.alloc(32, byte).toString('base64')}`);
const database = useTestDatabase();
const routes = webhookRoutes({
  database: () => database,
  readWebhook: () => createWebhookReader(SECRETS),
  logger: () => ({ info: () => {}, warn: () => {} }),
});

function deliver({ id = `msg_${randomUUID()}`, byte = 3, family = 'webhook', size = 0, chunked = false }) {
  const body = JSON.stringify({ eventType: 'something.new', payload: { x: 'x'.repeat(size) } });
  const at = String(Math.floor(Date.now() / 1000));
  const mac = createHmac('sha256', Buffer.alloc(32, byte)).update(`${id}.${at}.${body}`).digest('base64');
  const stream = new Blob([body]).stream();
  return routes.request('/codat', {
    method: 'POST',
    headers: {
      [`${family}-id`]: id,
      [`${family}-timestamp`]: at,
      [`${family}-signature`]: `v1,${mac}`,
    },
    body: chunked ? stream : body,
    ...(chunked ? { duplex: 'half' } : {}),
  } as RequestInit);
}

test.each([
  ['the current secret', {}],
  ['the secret before', { byte: 4 }],
  ['the older names of the headers', { family: 'svix' }],
  ['a body in chunks that does not say how long it is', { chunked: true, size: 100_000 }],
  ['the largest body', { size: 256 * 1024 - 48 }],
])('accepted: %s', async (_name, how) => {
  const id = `msg_${randomUUID()}`;
  expect((await deliver({ id, ...how })).status).toBe(202);
  expect(await listWebhooks(database.db, [id])).toHaveLength(1);
});

test('the same message again, under another signature too, is acknowledged and changes nothing', async () => {
  const id = `msg_${randomUUID()}`;
  const statuses = [
    await deliver({ id }),
    await deliver({ id, byte: 4 }),
    await deliver({ id, family: 'svix' }),
  ];
  expect(statuses.map(({ status }) => status)).toEqual([202, 200, 200]);
  expect(await listWebhooks(database.db, [id])).toHaveLength(1);
});
