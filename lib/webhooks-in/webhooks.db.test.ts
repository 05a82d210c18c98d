import { createHmac, randomUUID } from 'node:crypto';
import { serve } from '@hono/node-server';
import { authorize, createConnection, startForTest, type TestSandbox } from 'codat-sandbox/testing';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { connectDatabase } from '@/db/client';
import { setCodatCompanyId } from '@/db/queries/companies';
import { listConnections } from '@/db/queries/connections';
import { findLastQuotaEvent } from '@/db/queries/webhooks';
import { useTestDatabase } from '@/e2e/database';
import { grantInput, makeCodat, makeCustomer, makeTools } from '@/e2e/factories';
import { listWebhooks } from '@/e2e/kept-webhooks';
import { listCompanyJobs } from '@/e2e/whole-lists';
import { createApi } from '../api/app';
import { createWebhookReader } from '../codat/webhook';
import { ensureCodatCompany } from '../company/ensure-codat-company';
import { grantConsent } from '../consent/grant-consent';
import type { Ctx } from '../context';
import { UNKNOWN_FOR_MS } from '../domain/work/webhook';
import { createJobRunner } from '../jobs/definitions';
import { startWorker, type Worker } from '../jobs/worker';
import { applyWebhooks, UnknownCompany } from './apply-webhooks';

const SECRET = `whsec_${Buffer.alloc(32, 3).toString('base64')}`;
const QUIET = { info: () => {}, warn: () => {}, error: () => {} };
const database = useTestDatabase();
let sandbox: TestSandbox;
let worker: Worker | undefined;
let api: ReturnType<typeof createApi>;
let server: ReturnType<typeof serve>;

beforeAll(async () => {
  sandbox = await startForTest({ syncSeconds: 0 });
  api = createApi(parts());
  server = await new Promise((resolve) => {
    const started = serve(
      { fetch: api.fetch, port: 0, hostname: '127.0.0.1', overrideGlobalObjects: false },
      () => resolve(started),
    );
  });
});
afterAll(async () => {
  await worker?.stop();
  server.close();
  await sandbox.close();
});
beforeEach(async () => {
  await worker?.stop();
  worker = undefined;
});

const parts = () => ({
  database: () => database,
  codat: () => makeCodat(sandbox),
  readWebhook: () => createWebhookReader([SECRET]),
  logger: () => QUIET,
});

const tools = () => ({ db: database.db, codat: makeCodat(sandbox), now: () => new Date() });

const apply = (codatCompanyId: string) => applyWebhooks(tools(), { codatCompanyId, requestId: 'r' });

async function startWork(): Promise<void> {
  worker = await startWorker({
    database,
    runJob: createJobRunner(tools()),
    now: () => new Date(),
    logger: QUIET,
  });
}

async function customer(): Promise<Ctx> {
  const ctx = await makeCustomer(makeTools(database.db, makeCodat(sandbox)));
  await grantConsent(ctx, await grantInput(ctx.db));
  return ctx;
}

function post(body: string, { id = `msg_${randomUUID()}`, secret = SECRET, to = api } = {}) {
  const at = Math.floor(Date.now() / 1000);
  const key = Buffer.from(secret.slice(6), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${at}.${body}`).digest('base64');
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': String(at),
    'webhook-signature': `v1,${signature}`,
  };
  return to.request('/api/webhooks/codat', { method: 'POST', body, headers });
}

const about = (codatCompanyId: string, eventType = 'connection.connected') =>
  JSON.stringify({ id: randomUUID(), eventType, payload: { referenceCompany: { id: codatCompanyId } } });

const answer = async (response: Response) => [response.status, await response.json()];

const statesOf = async (ctx: Ctx) => (await listConnections(ctx.db, ctx.companyId)).map(({ state }) => state);

test('what a customer does at a platform reaches us although the browser never comes back', async () => {
  const { port } = server.address() as { port: number };
  const url = `http://127.0.0.1:${port}/api/webhooks/codat`;
  const eventTypes = ['connection.connected', 'connection.disconnected'];
  const consumer = await (await sandbox.call('POST', '/webhooks', { body: { url, eventTypes } })).json();
  await sandbox.call('PUT', `/_sandbox/webhooks/${consumer.id}/secret`, { body: { secret: SECRET } });
  await startWork();
  const ctx = await customer();
  const companyId = await ensureCodatCompany(ctx);
  const { id: connectionId } = await createConnection(sandbox, companyId, 'gbol');
  await authorize(sandbox, companyId, connectionId);
  await expect.poll(() => statesOf(ctx)).toEqual(['Linked']);
  await sandbox.call('POST', `/_sandbox/companies/${companyId}/connections/${connectionId}/deauthorize`);
  await expect.poll(() => statesOf(ctx)).toEqual(['Deauthorized']);
  await sandbox.call('DELETE', `/webhooks/${consumer.id}`);
});

test('a message that comes ten times at once is kept once and makes work once', async () => {
  const ctx = await customer();
  const companyId = await ensureCodatCompany(ctx);
  const id = `msg_${randomUUID()}`;
  const body = about(companyId);
  const statuses = await Promise.all(
    Array.from({ length: 10 }, async () => (await post(body, { id })).status),
  );
  expect(statuses.sort()).toEqual([...Array(9).fill(200), 202]);
  expect(await listCompanyJobs(ctx.db, `webhooks:${companyId}`)).toHaveLength(1);
});

test('one reading of Codat takes in all that waits', async () => {
  const ctx = await customer();
  const companyId = await ensureCodatCompany(ctx);
  const ids = Array.from({ length: 5 }, () => `msg_${randomUUID()}`);
  for (const id of ids) await post(about(companyId), { id });
  const connection = await createConnection(sandbox, companyId, 'gbol');
  await authorize(sandbox, companyId, connection.id);
  await apply(companyId);
  expect(await statesOf(ctx)).toEqual(['Linked']);
  expect((await listWebhooks(ctx.db, ids)).map(({ outcome }) => outcome)).toEqual(Array(5).fill('refreshed'));
  // Nothing is left to do, until the next message.
  const jobStates = async () =>
    (await listCompanyJobs(ctx.db, `webhooks:${companyId}`)).map(({ state }) => state);
  expect(await jobStates()).toEqual(Array(5).fill('done'));
  await post(about(companyId));
  expect(await jobStates()).toEqual(['waiting', ...Array(5).fill('done')]);
});

test('while Codat does not answer, nothing is called taken in', async () => {
  const ctx = await customer();
  const companyId = await ensureCodatCompany(ctx);
  const id = `msg_${randomUUID()}`;
  await post(about(companyId), { id });
  await sandbox.call('POST', '/_sandbox/faults', {
    body: { companyId, effect: { kind: 'status', status: 503 }, times: 1 },
  });
  await expect(apply(companyId)).rejects.toThrow('unavailable');
  expect((await listWebhooks(ctx.db, [id]))[0]?.appliedAt).toBeNull();
  await apply(companyId);
  expect((await listWebhooks(ctx.db, [id]))[0]?.outcome).toBe('refreshed');
});

test('a message may overtake our own record of its company; a stranger is given up after an hour', async () => {
  const ctx = await makeCustomer(makeTools(database.db, makeCodat(sandbox)));
  const codatCompanyId = randomUUID();
  const id = `msg_${randomUUID()}`;
  await post(about(codatCompanyId), { id });
  await expect(apply(codatCompanyId)).rejects.toBeInstanceOf(UnknownCompany);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + UNKNOWN_FOR_MS });
  await apply(codatCompanyId).finally(() => vi.useRealTimers());
  expect((await listWebhooks(ctx.db, [id]))[0]?.outcome).toBe('unknown-company');
  const late = `msg_${randomUUID()}`;
  const company = await (await sandbox.call('POST', '/companies', { body: { name: ctx.companyId } })).json();
  await post(about(company.id), { id: late });
  await setCodatCompanyId(ctx.db, ctx.companyId, company.id);
  await apply(company.id);
  expect((await listWebhooks(ctx.db, [late]))[0]?.outcome).toBe('refreshed');
});

test('what is forged, unreadable or too large is refused shortly, and nothing of it is kept', async () => {
  const other = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;
  const id = `msg_${randomUUID()}`;
  const forged = await post(about(randomUUID()), { id, secret: other });
  expect([forged.status, await forged.text()]).toEqual([401, '{"error":"unauthorized"}']);
  expect(await answer(await post('not json', { id }))).toEqual([400, { error: 'unreadable' }]);
  expect(await answer(await post(`"${'x'.repeat(256 * 1024)}"`, { id }))).toEqual([
    413,
    { error: 'too-large' },
  ]);
  expect(await listWebhooks(database.db, [id])).toEqual([]);
});

test('an event about no company is kept and makes no work', async () => {
  const id = `msg_${randomUUID()}`;
  const body = JSON.stringify({ eventType: 'client.rateLimit.reached', payload: { dailyQuota: 1000 } });
  expect((await post(body, { id })).status).toBe(202);
  const [row] = await listWebhooks(database.db, [id]);
  expect(row).toMatchObject({
    eventType: 'client.rateLimit.reached',
    codatCompanyId: null,
    outcome: 'noted',
  });
  expect(await findLastQuotaEvent(database.db)).toMatchObject({
    eventType: 'client.rateLimit.reached',
    body,
  });
});

test('an event that makes no work, known or not, is kept and acknowledged, and owes nothing', async () => {
  const ctx = await customer();
  const companyId = await ensureCodatCompany(ctx);
  for (const eventType of ['invoices.write.successful', 'something.nobody.has.heard.of', 'company.created']) {
    const id = `msg_${randomUUID()}`;
    expect((await post(about(companyId, eventType), { id })).status).toBe(202);
    expect((await listWebhooks(ctx.db, [id]))[0]).toMatchObject({ eventType, outcome: 'noted' });
  }
  expect(await listCompanyJobs(ctx.db, `webhooks:${companyId}`)).toEqual([]);
});

test('messages that come together about one company owe one job, and each company has its own', async () => {
  const companies = [randomUUID(), randomUUID(), randomUUID()];
  const sent = companies.flatMap((id) => Array.from({ length: 20 }, () => id));
  await Promise.all(sent.map((id) => post(about(id))));
  const jobs = await Promise.all(companies.map((id) => listCompanyJobs(database.db, `webhooks:${id}`)));
  for (const own of jobs) expect(own.length).toBeGreaterThan(0);
  expect(jobs.flat().length).toBeLessThan(sent.length);
});

test('a text that is JSON is kept as it was signed, whatever it holds', async () => {
  const bodies = [
    String.raw`{"eventType":"a.b","payload":{"name":"zero \u0000 alone \ud800 x"}}`,
    `{"eventType":"a.b","payload":${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
    '{"eventType":"a.b","eventType":"a.c","payload":{"n":1e999,"big":123456789012345678901234567890}}',
  ];
  for (const body of bodies) {
    const id = `msg_${randomUUID()}`;
    expect((await post(body, { id })).status).toBe(202);
    expect((await listWebhooks(database.db, [id]))[0]?.body).toBe(body);
  }
});

test('while the database is away nothing is acknowledged', async () => {
  const nowhere = connectDatabase('postgres://nobody:x@127.0.0.1:1/none');
  const lost = createApi({ ...parts(), database: () => nowhere });
  const response = await post(about(randomUUID()), { to: lost });
  expect([response.status, await response.json()]).toEqual([503, { error: 'unavailable' }]);
  await nowhere.close();
});

test('a company that is gone at Codat is gone here, and the next connection makes it anew', async () => {
  const ctx = await customer();
  const companyId = await ensureCodatCompany(ctx);
  const connection = await createConnection(sandbox, companyId, 'gbol');
  await authorize(sandbox, companyId, connection.id);
  await post(about(companyId));
  await apply(companyId);
  // Too early, or forged: Codat still has it.
  const early = `msg_${randomUUID()}`;
  const deleted = JSON.stringify({ eventType: 'company.deleted', payload: { id: companyId, name: 'x' } });
  await post(deleted, { id: early });
  await apply(companyId);
  expect(await statesOf(ctx)).toEqual(['Linked']);
  await sandbox.call('DELETE', `/companies/${companyId}`);
  const id = `msg_${randomUUID()}`;
  await post(about(companyId, 'connection.deleted'));
  await post(deleted, { id });
  await apply(companyId);
  expect(await statesOf(ctx)).toEqual(['deleted']);
  expect((await listWebhooks(ctx.db, [early, id])).map(({ outcome }) => outcome).sort()).toEqual([
    'company-gone',
    'refreshed',
  ]);
  expect(await ensureCodatCompany(ctx)).not.toBe(companyId);
});

test('without a secret there is no such address', async () => {
  const closed = createApi({ ...parts(), readWebhook: () => null });
  expect((await closed.request('/api/webhooks/codat', { method: 'POST', body: '{}' })).status).toBe(404);
});
