import { startSandbox } from 'codat-sandbox/server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listConnections } from '@/db/queries/connections';
import { useTestDatabase } from '@/e2e/database';
import { FAULTS, grantInput, makeCodat, makeCustomer, makeTools } from '@/e2e/factories';
import { listCodatConnections } from '../codat/connections';
import { ensureCodatCompany } from '../company/ensure-codat-company';
import { grantConsent } from '../consent/grant-consent';
import type { Ctx } from '../context';
import { Precondition, Upstream } from '../errors';
import { handleReturn } from './handle-return';
import { refreshConnections } from './refresh-connections';
import { startConnection } from './start-connection';

const database = useTestDatabase();
let sandbox: Awaited<ReturnType<typeof startSandbox>>;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
});
afterAll(() => sandbox.close());

const XERO = 'gbol';
const QUICKBOOKS = 'qhyg';

async function ready(productId = 'business-insights', timeoutMs = 700): Promise<Ctx> {
  const ctx = await makeCustomer(makeTools(database.db, makeCodat(sandbox, timeoutMs)));
  await grantConsent(ctx, await grantInput(ctx.db, productId));
  return ctx;
}

const start = (ctx: Ctx, platformKey = XERO, productId = 'business-insights') =>
  startConnection(ctx, { productId, platformKey, linkOrigins: [sandbox.url] });

async function atCodat(ctx: Ctx) {
  return listCodatConnections(makeCodat(sandbox), await ensureCodatCompany(ctx));
}

async function control(path: string, body?: unknown) {
  const response = await fetch(`${sandbox.url}/_sandbox/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body ?? {}),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
}

async function authorize(ctx: Ctx, index = 0) {
  const [company, connections] = [await ensureCodatCompany(ctx), await atCodat(ctx)];
  const body = { organisation: 'Kestrel Coffee' };
  await control(`companies/${company}/connections/${connections[index]?.id}/authorize`, body);
}

const stateOf = (url: string) => new URL(url).searchParams.get('state');

test('leads to the platform’s link with a state value of our own', async () => {
  const ctx = await ready();
  const { url } = await start(ctx);
  expect(new URL(url).origin).toBe(sandbox.url);
  expect(stateOf(url)).toMatch(/^[\w-]{43}$/);
  expect(await listConnections(ctx.db, ctx.companyId)).toMatchObject([
    { platformKey: XERO, state: 'PendingAuth', sourceType: 'Accounting' },
  ]);
});

test('20 clicks at once, and one later, make one connection', async () => {
  // Codat answers here: its time is no part of the claim.
  const ctx = await ready('business-insights', 60_000);
  const urls = await Promise.all(Array.from({ length: 20 }, () => start(ctx)));
  await start(ctx);
  expect(await atCodat(ctx)).toHaveLength(1);
  expect(await listConnections(ctx.db, ctx.companyId)).toHaveLength(1);
  expect(new Set(urls.map((one) => stateOf(one.url))).size).toBe(20);
});

test.each(FAULTS)('when %s, one sentence now and one connection after the next try', async (_why, effect) => {
  const ctx = await ready();
  const companyId = await ensureCodatCompany(ctx);
  await control('faults', { companyId, method: 'POST', path: '/companies/:companyId/connections', effect });
  await expect(start(ctx)).rejects.toBeInstanceOf(Upstream);
  await start(ctx);
  expect(await atCodat(ctx)).toHaveLength(1);
  expect(await listConnections(ctx.db, ctx.companyId)).toHaveLength(1);
});

test('a second accounting platform is refused with the name of the first', async () => {
  const ctx = await ready();
  await start(ctx);
  await authorize(ctx);
  const refusal = await start(ctx, QUICKBOOKS).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(Precondition);
  expect(refusal).toMatchObject({ code: 'accounting-already-connected', detail: { platform: 'Xero' } });
  expect(await atCodat(ctx)).toHaveLength(1);
});

test('changing to another platform before authorising is allowed', async () => {
  const ctx = await ready();
  await start(ctx);
  await start(ctx, QUICKBOOKS);
  expect((await atCodat(ctx)).map((c) => c.platformKey).sort()).toEqual([XERO, QUICKBOOKS].sort());
});

test('a connection that is gone at Codat is begun anew and stays in our record', async () => {
  const ctx = await ready();
  await start(ctx);
  const [company, connections] = [await ensureCodatCompany(ctx), await atCodat(ctx)];
  await ctx.codat.call({ method: 'DELETE', path: '/' }, (sdk, options) =>
    sdk.connections.delete({ companyId: company, connectionId: connections[0]?.id ?? '' }, options),
  );
  await start(ctx);
  // Both are of one moment here, so that their order says nothing.
  const states = (await listConnections(ctx.db, ctx.companyId)).map((c) => c.state);
  expect(states.sort()).toEqual(['PendingAuth', 'deleted']);
});

test('without an agreement, with an unknown platform, or one of the wrong kind, nothing is started', async () => {
  const bare = await makeCustomer(makeTools(database.db, makeCodat(sandbox)));
  await expect(start(bare)).rejects.toMatchObject({ code: 'consent-missing' });
  const ctx = await ready('cash-flow');
  await expect(start(ctx, 'zzzz', 'cash-flow')).rejects.toMatchObject({ code: 'platform-not-offered' });
  await expect(start(ctx, XERO, 'cash-flow')).rejects.toMatchObject({ code: 'platform-not-offered' });
  expect(await listConnections(ctx.db, ctx.companyId)).toEqual([]);
});

test('a link that leads to an unexpected place is not followed', async () => {
  const ctx = await ready();
  const elsewhere = startConnection(ctx, {
    productId: 'business-insights',
    platformKey: XERO,
    linkOrigins: ['https://link-api.codat.io'],
  });
  await expect(elsewhere).rejects.toMatchObject({ kind: 'garbage' });
});

test('coming back tells the truth of Codat, whatever the address says', async () => {
  const ctx = await ready();
  const state = stateOf((await start(ctx)).url);
  expect(await handleReturn(ctx, { state, statusCode: '200' })).toMatchObject({ outcome: 'unconfirmed' });
  expect(await handleReturn(ctx, { state, statusCode: '403' })).toMatchObject({ outcome: 'cancelled' });
  await authorize(ctx);
  const result = await handleReturn(ctx, { state, statusCode: '403' });
  expect(result).toMatchObject({
    outcome: 'connected',
    productId: 'business-insights',
    connection: { state: 'Linked', organisation: 'Kestrel Coffee' },
  });
});

test('somebody else’s, a forged and a missing return are all the same: unknown', async () => {
  const [mine, theirs] = [await ready(), await ready()];
  const state = stateOf((await start(mine)).url);
  const colleague = { ...mine, actor: { ...mine.actor, userId: theirs.actor.userId } };
  for (const [ctx, value] of [
    [theirs, state],
    [colleague, state],
    [mine, 'x'.repeat(43)],
    [mine, null],
    [mine, '../../etc'],
  ] as const) {
    expect(await handleReturn(ctx, { state: value, statusCode: '200' })).toEqual({ kind: 'unknown' });
  }
});

test('of a trip that is over the address is not heard, and the truth is told', async () => {
  const ctx = await ready();
  const state = stateOf((await start(ctx)).url);
  const later = { ...ctx, now: new Date(Date.now() + 25 * 3600 * 1000) };
  for (const statusCode of ['200', '403', '501']) {
    expect(await handleReturn(later, { state, statusCode })).toMatchObject({ outcome: 'not-finished' });
  }
  await authorize(ctx);
  expect(await handleReturn(later, { state, statusCode: '403' })).toMatchObject({ outcome: 'connected' });
});

test('when Codat cannot be asked, a return says so and a list shows what was known', async () => {
  const ctx = await ready();
  const state = stateOf((await start(ctx)).url);
  const companyId = await ensureCodatCompany(ctx);
  await control('faults', { companyId, times: 2, effect: { kind: 'status', status: 503 } });
  expect(await handleReturn(ctx, { state, statusCode: '200' })).toMatchObject({ outcome: 'cannot-check' });
  expect(await refreshConnections(ctx)).toMatchObject({
    failure: { kind: 'unavailable' },
    connections: [{ state: 'PendingAuth' }],
  });
  expect(await refreshConnections(ctx)).toMatchObject({ failure: null });
});

test.each([
  ['an answer that cannot be read', { kind: 'garbage' }, { kind: 'garbage', answered: true }],
  ['a refusal', { kind: 'status', status: 402 }, { kind: 'limit', answered: true }],
  [
    'a Codat that is busy',
    { kind: 'status', status: 429, retryAfter: 7 },
    { kind: 'busy', retryAfterSeconds: 7 },
  ],
  ['no answer', { kind: 'close-before' }, { answered: false }],
])('%s is told as what it was, to pages and to who begins a connection', async (_what, effect, told) => {
  const ctx = await ready();
  await start(ctx);
  const companyId = await ensureCodatCompany(ctx);
  const path = '/companies/:companyId/connections';
  await control('faults', { companyId, method: 'GET', path, times: 2, effect });
  expect((await refreshConnections(ctx)).failure).toMatchObject(told);
  await expect(start(ctx)).rejects.toMatchObject(told);
});

test('a connection made elsewhere, one that was lost and one that was deleted are all seen', async () => {
  const ctx = await ready();
  const companyId = await ensureCodatCompany(ctx);
  await ctx.codat.call({ method: 'POST', path: '/' }, (sdk, options) =>
    sdk.connections.create({ companyId, requestBody: { platformKey: XERO } }, options),
  );
  await authorize(ctx);
  expect((await refreshConnections(ctx)).connections).toMatchObject([{ state: 'Linked' }]);
  const [one] = await atCodat(ctx);
  await control(`companies/${companyId}/connections/${one?.id}/deauthorize`);
  const lost = (await refreshConnections(ctx)).connections;
  expect(lost).toMatchObject([{ state: 'Deauthorized' }]);
  expect(lost[0]?.firstLinkedAt).toBeInstanceOf(Date);
});

test('an older answer never overwrites a newer one', async () => {
  const ctx = await ready();
  await start(ctx);
  await authorize(ctx);
  await refreshConnections(ctx);
  const [one] = await atCodat(ctx);
  await control(`companies/${await ensureCodatCompany(ctx)}/connections/${one?.id}/deauthorize`);
  const stale = { ...ctx, now: new Date(Date.now() - 60_000) };
  expect((await refreshConnections(stale)).connections).toMatchObject([{ state: 'Linked' }]);
  expect((await refreshConnections({ ...ctx, now: new Date() })).connections).toMatchObject([
    { state: 'Deauthorized' },
  ]);
});

test('why a trip failed is told by Codat’s own word, then by the address, and kept', async () => {
  const ctx = await ready();
  const state = stateOf((await start(ctx)).url);
  const said = { state, statusCode: '500', errorMessage: 'No organisations\n\u202Efound' };
  expect(await handleReturn(ctx, said)).toMatchObject({ outcome: 'provider-error', why: 'no-organisation' });
  const [company, [connection]] = [await ensureCodatCompany(ctx), await atCodat(ctx)];
  await control(`companies/${company}/connections/${connection?.id}/cancel`, { reason: 403 });
  const later = { ...ctx, now: new Date(ctx.now.getTime() + 1000) };
  expect(await handleReturn(later, said)).toMatchObject({ outcome: 'provider-error', why: 'cancelled' });
  expect(await listConnections(ctx.db, ctx.companyId)).toMatchObject([
    { failureCode: '403', failureText: 'User cancelled linking User cancelled', failedAt: expect.any(Date) },
  ]);
});
