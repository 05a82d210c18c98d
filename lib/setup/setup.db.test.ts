import { serve } from '@hono/node-server';
import { FOREIGN_API_KEY } from 'codat-sandbox/config/config';
import { startForTest, type TestSandbox } from 'codat-sandbox/testing';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { listProducts } from '@/db/queries/products';
import { useTestDatabase } from '@/e2e/database';
import { makeCodat } from '@/e2e/factories';
import { listWebhooks } from '@/e2e/kept-webhooks';
import { createApi } from '../api/app';
import { listCodatConsumers, listCodatOrigins } from '../codat/client-settings';
import { createWebhookReader } from '../codat/webhook';
import { redirectFor, type SetupLine } from '../domain/work/setup';
import { checkCodat } from './check-codat';
import { siteOf } from './facts';
import { probeEndpoint } from './probe-endpoint';
import { setUpCodat } from './set-up-codat';

const database = useTestDatabase();
const SECRET = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;
const QUIET = { info: () => {}, warn: () => {}, error: () => {} };
let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startForTest();
});
afterEach(async () => {
  await sandbox.call('DELETE', '/_sandbox/faults');
});
afterAll(() => sandbox.close());

const site = (origin: string, more: object = {}) => ({
  origin,
  webhookUrl: `${origin}/api/webhooks/codat`,
  syncsProducts: false,
  ...more,
});
const codat = () => makeCodat(sandbox);

async function check(of: ReturnType<typeof site>, with_ = codat()): Promise<Record<string, SetupLine>> {
  const products = await listProducts(database.db);
  const lines = await checkCodat(with_, of, {
    products,
    codatIds: products.map(({ id }) => id),
    refused: 0,
  });
  return Object.fromEntries(lines.map((line) => [line.check, line]));
}

test('set up once and once more: one consumer, one origin, those of others stay', async () => {
  const ours = site('https://one.bank.example');
  await sandbox.call('POST', '/corsSettings', { body: { allowedOrigins: ['https://other.example'] } });
  expect(await check(ours)).toMatchObject({
    'API key': { state: 'ok' },
    'webhook consumer': { state: 'wrong' },
    'origins for the embedded window': { state: 'wrong' },
  });
  expect(await setUpCodat(codat(), ours)).toMatchObject({
    consumerId: expect.any(String),
    addedOrigin: true,
  });
  expect(await setUpCodat(codat(), ours)).toEqual({ consumerId: null, addedOrigin: false });
  expect(await listCodatOrigins(codat())).toEqual(['https://other.example', ours.origin]);
  const consumers = await listCodatConsumers(codat());
  expect(consumers.filter(({ url }) => url === ours.webhookUrl)).toHaveLength(1);
  expect(await check(ours)).toMatchObject({
    'webhook consumer': { state: 'ok' },
    'origins for the embedded window': { state: 'ok' },
  });
});

test('a consumer for the same address with other events is left alone, and said to be wrong', async () => {
  const ours = site('https://two.bank.example');
  const body = { url: ours.webhookUrl, eventTypes: ['read.completed'] };
  await sandbox.call('POST', '/webhooks', { body });
  expect(await setUpCodat(codat(), ours)).toMatchObject({ consumerId: null });
  const { 'webhook consumer': line } = await check(ours);
  expect(line).toMatchObject({ state: 'wrong', says: expect.stringContaining('connection.connected') });
  expect(line?.next).toContain('delete it in the portal');
});

test('where customers come back to is read from Codat', async () => {
  const ours = site('https://three.bank.example');
  expect((await check(ours))['redirect URL']?.state).toBe('wrong');
  const body = { name: 'Bank', redirectUrl: redirectFor(ours.origin) };
  await sandbox.call('PUT', '/profile', { body });
  expect((await check(ours))['redirect URL']?.state).toBe('ok');
});

test('every product of the catalogue has platforms; products at Codat are seen once a company has them', async () => {
  const ours = site('https://four.bank.example', { syncsProducts: true });
  const lines = await check(ours);
  for (const { id } of await listProducts(database.db)) {
    expect(lines[`platforms for ${id}`]?.state).toBe('ok');
  }
  expect(lines['products at Codat']?.state).toBe('to-do');
});

test('a wrong key, a key of another client, and a Codat that is down are each the one thing that is said', async () => {
  const ours = site('https://five.bank.example');
  for (const apiKey of ['sandbox-nobody', FOREIGN_API_KEY]) {
    const stranger = makeCodat({ url: sandbox.url, config: { apiKey } });
    const lines = await check(ours, stranger);
    expect(Object.keys(lines)).toEqual(['API key']);
    expect(lines['API key']).toMatchObject({
      state: 'wrong',
      next: expect.stringContaining('CODAT_API_KEY'),
    });
    expect(JSON.stringify(lines)).not.toContain(apiKey);
    await expect(setUpCodat(stranger, ours)).rejects.toMatchObject({ kind: 'refused' });
  }
  const away = makeCodat({ url: 'http://127.0.0.1:1', config: { apiKey: 'x' } });
  expect((await check(ours, away))['API key']).toMatchObject({ state: 'wrong' });
});

test('what Codat does not tell at this moment is not called right', async () => {
  const effect = { kind: 'status', status: 503 };
  await sandbox.call('POST', '/_sandbox/faults', { body: { path: '/webhooks', times: 1, effect } });
  const lines = await check(site('https://six.bank.example'));
  expect(lines['webhook consumer']).toMatchObject({
    state: 'to-do',
    says: 'could not be looked at (unavailable)',
  });
  expect(lines['redirect URL']?.state).toBe('wrong');
});

test('our own door takes an event that is signed with the secret, and no other; it makes no work', async () => {
  const api = createApi({
    database: () => database,
    codat,
    readWebhook: () => createWebhookReader([SECRET]),
    logger: () => QUIET,
  });
  const server = await new Promise<ReturnType<typeof serve>>((resolve) => {
    const started = serve(
      { fetch: api.fetch, port: 0, hostname: '127.0.0.1', overrideGlobalObjects: false },
      () => resolve(started),
    );
  });
  const { port } = server.address() as { port: number };
  const url = `http://127.0.0.1:${port}/api/webhooks/codat`;
  const now = new Date();
  expect((await probeEndpoint(url, SECRET, now)).state).toBe('ok');
  expect((await probeEndpoint(url, SECRET, now)).state).toBe('ok');
  const other = `whsec_${Buffer.alloc(32, 6).toString('base64')}`;
  expect(await probeEndpoint(url, other, now)).toMatchObject({
    state: 'wrong',
    says: expect.stringContaining('refuses'),
  });
  expect((await probeEndpoint(`${url}/nowhere`, SECRET, now)).says).toBe('there is no such address');
  const [kept] = await listWebhooks(database.db, [`msg_accord_check_${now.toISOString().slice(0, 10)}`]);
  expect(kept).toMatchObject({ outcome: 'noted', codatCompanyId: null });
  server.close();
  expect((await probeEndpoint('http://127.0.0.1:1/api/webhooks/codat', SECRET, now)).state).toBe('to-do');
});

test('the address is that of the site, unless the door is served elsewhere', () => {
  const env = {
    NEXTAUTH_URL: 'https://consent.bank.example/',
    CODAT_SYNC_PRODUCTS: 'on',
    CODAT_PRODUCT_IDS: {},
  } as Parameters<typeof siteOf>[0];
  expect(siteOf(env)).toEqual({
    origin: 'https://consent.bank.example',
    webhookUrl: 'https://consent.bank.example/api/webhooks/codat',
    syncsProducts: true,
  });
  expect(siteOf(env, 'https://api.bank.example/hook').webhookUrl).toBe('https://api.bank.example/hook');
});
