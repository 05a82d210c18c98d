import { startForTest, type TestSandbox } from 'codat-sandbox/testing';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { connected, later, only, pull } from '@/e2e/connection-stage';
import { useTestDatabase } from '@/e2e/database';
import { grantInput, makeCodat, makeCustomer, makeTools } from '@/e2e/factories';
import { callsAbout, connectInLine, queuedAt, readAt } from '@/e2e/reading-plan-stage';
import { getSyncSettings } from '../codat/sync-settings';
import { ensureCodatCompany } from '../company/ensure-codat-company';
import { grantConsent } from '../consent/grant-consent';
import { pauseConsent, resumeConsent } from '../consent/pause-consent';
import { withdrawConsent } from '../consent/withdraw-consent';
import type { Ctx } from '../context';
import { dataTypesOf } from '../domain/product/product';
import { NotNow, PermanentFailure, Upstream } from '../errors';
import { getProduct } from '../product/get-product';
import { setProductSync } from '../sync/product-sync';
import { alignReading } from './align-reading';
import { getReads } from './get-reads';

const database = useTestDatabase();
let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startForTest({ syncSeconds: 0 });
});
beforeEach(() => database.owner.execute(sql`delete from call_budget`));
afterEach(async () => {
  setProductSync(null);
  await sandbox.call('DELETE', '/_sandbox/faults');
});
afterAll(() => sandbox.close());

const align = (ctx: Ctx) =>
  alignReading(
    { db: ctx.db, codat: ctx.codat, now: () => later(ctx, 60_000).now },
    { companyId: ctx.companyId, requestId: 'r' },
  );
const customer = () => makeCustomer(makeTools(database.db, makeCodat(sandbox)));
const fault = (body: object) => sandbox.call('POST', '/_sandbox/faults', { body });
const QUEUE = '/companies/:companyId/data/queue/:dataType';
const SETTINGS = '/companies/:companyId/syncSettings';
const agree = async (ctx: Ctx, productId: string) => grantConsent(ctx, await grantInput(ctx.db, productId));
const own = async (productId: string, sourceType: 'Accounting' | 'Banking') =>
  dataTypesOf(await getProduct(database.db, productId), sourceType).sort();
async function scheduled(ctx: Ctx): Promise<string[]> {
  const { settings } = await getSyncSettings(ctx.codat, await ensureCodatCompany(ctx));
  return settings.flatMap((one) => (one.fetchOnFirstLink && one.syncSchedule > 0 ? one.dataType : [])).sort();
}
const stateOf = async (ctx: Ctx, productId: string, dataType: string) =>
  (await getReads(later(ctx, 60_000), { kind: 'product', id: productId }))?.groups
    .flatMap(({ types }) => types)
    .find(({ id }) => id === dataType)?.state;

test('the first agreement alone reads only its own kinds, and the second one asks for the others at its yes', async () => {
  const ctx = await customer();
  await agree(ctx, 'business-insights');
  await connectInLine(sandbox, ctx, 'gbol');
  expect(await readAt(sandbox, ctx)).toEqual(await own('business-insights', 'Accounting'));
  await align(ctx);
  expect(await queuedAt(sandbox, ctx)).toEqual([]);

  await agree(later(ctx), 'lending');
  await align(ctx);
  expect(await queuedAt(sandbox, ctx)).toEqual(['chartOfAccounts', 'accountTransactions']);
  expect(await stateOf(ctx, 'lending', 'chartOfAccounts')).not.toBe('waiting');
  const calls = (await callsAbout(sandbox, ctx)).length;
  await align(ctx);
  expect(await queuedAt(sandbox, ctx)).toHaveLength(2);
  // Nothing is asked at all where nothing changed, but for whether the platform's list is known.
  expect((await callsAbout(sandbox, ctx)).length).toBeLessThanOrEqual(calls + 1);
});

test('a withdrawal takes what nobody else needs out of first reads and schedules, and a pause that is over brings it back', async () => {
  const ctx = await customer();
  await agree(ctx, 'business-insights');
  await connectInLine(sandbox, ctx, 'gbol');
  await agree(later(ctx), 'lending');
  await align(ctx);
  expect(await scheduled(ctx)).toContain('accountTransactions');
  await withdrawConsent(later(ctx, 2000), { productId: 'lending', deletion: 'keep' });
  await align(ctx);
  const left = await scheduled(ctx);
  expect(left).not.toContain('accountTransactions');
  expect(left).toContain('invoices');
  await pauseConsent(later(ctx, 3000), 'business-insights');
  await align(ctx);
  expect(await scheduled(ctx)).toEqual([]);
  await resumeConsent(later(ctx, 4000), 'business-insights');
  await align(ctx);
  expect(await scheduled(ctx)).toEqual(left);
});

test('history and frequency are asked for as the notice says', async () => {
  const ctx = await customer();
  await agree(ctx, 'cash-flow');
  await connectInLine(sandbox, ctx, 'natwest_uk');
  const at = async (dataType: string) =>
    (await getSyncSettings(ctx.codat, await ensureCodatCompany(ctx))).settings.find(
      (s) => s.dataType === dataType,
    );
  expect(await at('banking-transactions')).toMatchObject({ syncFromWindow: 12, syncSchedule: 24 });
  expect(await at('profitAndLoss')).toMatchObject({ fetchOnFirstLink: false, syncSchedule: 0 });
  await agree(later(ctx), 'lending');
  await align(ctx);
  expect(await at('banking-transactions')).toMatchObject({ syncFromWindow: 24, syncSchedule: 24 });
  expect(await at('profitAndLoss')).toMatchObject({ monthsToSync: 24, syncSchedule: 168 });
});

test('a withdrawal that comes between two calls is heeded by the next one', async () => {
  const ctx = await customer();
  await agree(ctx, 'business-insights');
  await connectInLine(sandbox, ctx, 'gbol');
  await agree(later(ctx), 'lending');
  const codat: Ctx['codat'] = {
    ...ctx.codat,
    call: async (info, run, key) => {
      const answer = await ctx.codat.call(info, run, key);
      if (info.path === QUEUE)
        await withdrawConsent(later(ctx, 2000), { productId: 'lending', deletion: 'keep' });
      return answer;
    },
  };
  await align({ ...ctx, codat });
  expect(await queuedAt(sandbox, ctx)).toEqual(['chartOfAccounts']);
});

test('what is under way already is no failure, and is followed', async () => {
  const ctx = await connected(database.db, sandbox, ['lending'], [{ platformKey: 'gbol' }]);
  await database.owner.execute(sql`delete from read_progress where company_id = ${ctx.companyId}`);
  await fault({
    path: '/companies/:companyId/dataStatus',
    method: 'GET',
    times: 1,
    effect: { kind: 'status', status: 503 },
  });
  await expect(align(ctx)).rejects.toBeInstanceOf(Upstream);
  await fault({ path: QUEUE, method: 'POST', times: 50, effect: { kind: 'status', status: 409 } });
  // Codat does not tell of it yet.
  await pull(sandbox, ctx, await only(ctx), 'finish-sync');
  await align(ctx);
  expect(await stateOf(ctx, 'lending', 'invoices')).toBe('ready');
});

async function waitingForMore(): Promise<Ctx> {
  const ctx = await customer();
  await agree(ctx, 'business-insights');
  await connectInLine(sandbox, ctx, 'gbol');
  await agree(later(ctx), 'lending');
  return ctx;
}

test.each([
  ['in progress', 409, 'waiting'],
  ['not supported', 400, 'not-offered'],
  ['unknown to the platform', 404, 'not-offered'],
])('a kind that Codat calls %s is told as such, and waits for nobody', async (_why, status, state) => {
  const ctx = await waitingForMore();
  await fault({ path: QUEUE, method: 'POST', times: 50, effect: { kind: 'status', status } });
  await align(ctx);
  expect(await stateOf(ctx, 'lending', 'chartOfAccounts')).toBe(state);
});

test('what the plan does not include is told, given up with its reason, and asked for again the next time', async () => {
  const ctx = await waitingForMore();
  await fault({ path: QUEUE, method: 'POST', times: 1, effect: { kind: 'status', status: 402 } });
  await expect(align(ctx)).rejects.toBeInstanceOf(PermanentFailure);
  expect(await stateOf(ctx, 'lending', 'chartOfAccounts')).toBe('problem');
  await align(ctx);
  expect(await stateOf(ctx, 'lending', 'chartOfAccounts')).toBe('ready');
});

test('a Codat that is busy is left alone for as long as it asked', async () => {
  const ctx = await waitingForMore();
  await fault({
    path: QUEUE,
    method: 'POST',
    times: 1,
    effect: { kind: 'status', status: 429, retryAfter: 60 },
  });
  await expect(align(ctx)).rejects.toMatchObject({ kind: 'busy' });
  const calls = (await callsAbout(sandbox, ctx)).length;
  await expect(align(ctx)).rejects.toBeInstanceOf(NotNow);
  expect((await callsAbout(sandbox, ctx)).length).toBe(calls);
});

test('a connection that was lost meanwhile is read no more, and is not called unsupported', async () => {
  const ctx = await waitingForMore();
  await pull(sandbox, ctx, await only(ctx), 'deauthorize');
  await align(ctx);
  expect((await only(ctx)).state).toBe('Deauthorized');
  expect(await queuedAt(sandbox, ctx)).toEqual(['chartOfAccounts']);
  await pull(sandbox, ctx, await only(ctx), 'authorize');
});

test('settings that Codat does not take hold up neither the customer nor the reading', async () => {
  const ctx = await customer();
  await agree(ctx, 'business-insights');
  await fault({ path: SETTINGS, method: 'POST', times: 2, effect: { kind: 'status', status: 403 } });
  await connectInLine(sandbox, ctx, 'gbol');
  await expect(align(ctx)).rejects.toBeInstanceOf(PermanentFailure);
  expect(await stateOf(ctx, 'business-insights', 'invoices')).toBe('ready');
  await align(ctx);
  expect(await scheduled(ctx)).toContain('invoices');
});

test('where products of Codat decide, its own settings read nothing and nothing is asked for', async () => {
  setProductSync({ codatIds: {} });
  const ctx = await customer();
  await agree(ctx, 'business-insights');
  await connectInLine(sandbox, ctx, 'gbol');
  await align(ctx);
  expect(await scheduled(ctx)).toEqual([]);
  expect(await readAt(sandbox, ctx)).toEqual([]);
  expect(await queuedAt(sandbox, ctx)).toEqual([]);
});
