import { randomUUID } from 'node:crypto';
import { startForTest, type TestSandbox } from 'codat-sandbox/testing';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { insertJob } from '@/db/queries/jobs';
import {
  claimReconciliation,
  findCallBudget,
  planSuspects,
  postponeReconciliation,
  scheduleReconciliation,
} from '@/db/queries/reconciliation-schedule';
import { insertWebhooks } from '@/db/queries/webhooks';
import { connected, only, pull } from '@/e2e/connection-stage';
import { useTestDatabase } from '@/e2e/database';
import { makeCodat } from '@/e2e/factories';
import { counting, deadLetter, ours, roundOf, sweepTools, theirs } from '@/e2e/reconcile-stage';
import { ensureCodatCompany } from '../company/ensure-codat-company';
import type { Ctx } from '../context';
import { startReconciler } from './reconciler';
import { sweepReconcile } from './sweep';

const database = useTestDatabase();
let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startForTest({ syncSeconds: 0 });
});
beforeEach(async () => {
  await database.owner.execute(sql`delete from call_budget`);
  await database.owner.execute(sql`update reconciliation_schedule set due_at = now() + interval '1 year'`);
});
afterEach(() => sandbox.call('DELETE', '/_sandbox/faults'));
afterAll(() => sandbox.close());

const tools = (more = {}) => sweepTools(database.db, makeCodat(sandbox), more);
const LIST = '/companies/:companyId/connections';
const fault = (body: object) => sandbox.call('POST', '/_sandbox/faults', { body });

/** Each has lost its access at the platform, and no message of it arrived. */
async function unheard(count: number): Promise<Ctx[]> {
  const all: Ctx[] = [];
  for (let index = 0; index < count; index += 1) {
    const ctx = await connected(database.db, sandbox, ['business-insights'], [{ platformKey: 'gbol' }]);
    await pull(sandbox, ctx, await only(ctx), 'deauthorize');
    all.push(ctx);
  }
  return all;
}

async function areTrue(all: readonly Ctx[]): Promise<boolean[]> {
  return Promise.all(
    all.map(async (ctx) => (await ours(ctx)).join() === (await theirs(sandbox, ctx)).join()),
  );
}

const soon = (ms: number) => ({ dueBy: new Date(Date.now() + ms) });
const LEASE = 16 * 60_000;

test('Codat goes down half-way: a round gives up soon, and a later one goes on where it stopped', async () => {
  const all = await unheard(6);
  const down = { path: LIST, times: 1000, effect: { kind: 'status', status: 503 } };
  const { codat, calls } = counting(sandbox);
  const failing = {
    ...codat,
    call: (async (info, run, key) => {
      if (calls.length === 2) await fault(down);
      return codat.call(info, run, key);
    }) as typeof codat.call,
  };
  expect(await roundOf(tools({ codat: failing }), all)).toMatchObject({ looked: 2, failed: 3 });
  expect(calls).toHaveLength(5);
  await sandbox.call('DELETE', '/_sandbox/faults');
  expect((await areTrue(all)).filter(Boolean)).toHaveLength(2);
  // The unclaimed one is due at once, the failed ones after a while.
  expect(await sweepReconcile(tools())).toMatchObject({ looked: 1, failed: 0 });
  expect(await sweepReconcile(tools(), soon(LEASE))).toMatchObject({ looked: 3, failed: 0 });
  expect((await areTrue(all)).every(Boolean)).toBe(true);
});

test('the part of the quota is never exceeded, by several processes at once neither', async () => {
  const all = await unheard(6);
  const { codat, calls } = counting(sandbox);
  const sparing = () => tools({ codat, percent: 4, quotaSeen: () => ({ limit: 100, remaining: 90 }) });
  const rounds = [roundOf(sparing(), all), sweepReconcile(sparing()), sweepReconcile(sparing())];
  const looked = (await Promise.all(rounds)).reduce((sum, one) => sum + one.looked, 0);
  expect(looked).toBe(4);
  expect(calls).toHaveLength(4);
  expect(await findCallBudget(database.db)).toMatchObject({ today: 4, thisMinute: 4 });
  // With more of it they continue; one whose comparison was cut short, a minute later.
  await sweepReconcile(tools(), soon(LEASE));
  expect((await areTrue(all)).every(Boolean)).toBe(true);
});

test('when little of the day is left, it is left to customers', async () => {
  const all = await unheard(1);
  const scarce = tools({ quotaSeen: () => ({ limit: 1000, remaining: 199 }) });
  expect(await roundOf(scarce, all)).toEqual({ looked: 0, found: 0, failed: 0 });
  expect(await sweepReconcile(tools())).toMatchObject({ looked: 1, found: 1 });
});

test('a rest that Codat asks for is kept by everybody', async () => {
  const [ctx, other] = await unheard(2);
  if (ctx === undefined || other === undefined) throw new Error('two are needed');
  await fault({ path: LIST, times: 1, effect: { kind: 'status', status: 429, retryAfter: 120 } });
  const { codat, calls } = counting(sandbox);
  expect(await roundOf(tools({ codat }), [ctx, other])).toMatchObject({ looked: 0, failed: 1 });
  expect(await sweepReconcile(tools({ codat }))).toMatchObject({ looked: 0, failed: 0 });
  expect(calls).toHaveLength(1);
  const { pausedUntil } = await findCallBudget(database.db);
  expect(pausedUntil?.getTime()).toBeGreaterThan(Date.now() + 110_000);
});

test('after a message that the quota is reached nobody is asked until it is renewed', async () => {
  const all = await unheard(1);
  const message = (eventType: string, expiryDate: string) => ({
    messageId: `msg_${randomUUID()}`,
    eventType,
    codatCompanyId: null,
    body: JSON.stringify({ payload: { expiryDate } }),
    requestId: 'r',
  });
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
  await insertWebhooks(database.db, [message('client.rateLimit.reached', tomorrow)]);
  expect(await roundOf(tools(), all)).toMatchObject({ looked: 0 });
  await insertWebhooks(database.db, [message('client.rateLimit.reset', tomorrow)]);
  expect(await sweepReconcile(tools())).toMatchObject({ looked: 1 });
});

test('two processes share the businesses: each is compared once', async () => {
  const all = await unheard(8);
  const { codat, calls } = counting(sandbox);
  for (const { companyId } of all)
    await database.owner.execute(
      sql`update reconciliation_schedule set due_at = now() where company_id = ${companyId}`,
    );
  const rounds = await Promise.all([sweepReconcile(tools({ codat })), sweepReconcile(tools({ codat }))]);
  expect(rounds.reduce((sum, { looked }) => sum + looked, 0)).toBe(8);
  expect(new Set(calls).size).toBe(8);
  expect(calls).toHaveLength(8);
  expect((await areTrue(all)).every(Boolean)).toBe(true);
});

test('work that was given up makes a business due at once', async () => {
  const [ctx] = await unheard(1);
  if (ctx === undefined) throw new Error('one is needed');
  const codatCompanyId = await ensureCodatCompany(ctx);
  const messageId = `msg_${randomUUID()}`;
  const message = {
    messageId,
    eventType: 'connection.disconnected',
    codatCompanyId,
    body: '{}',
    requestId: 'r',
  };
  await insertWebhooks(ctx.db, [message]);
  await deadLetter(ctx.db, `webhooks:${codatCompanyId}`);
  await database.owner.execute(
    sql`update reconciliation_schedule set due_at = now() + interval '1 year', reconciled_at = null`,
  );
  expect(await sweepReconcile(tools())).toMatchObject({ looked: 1, found: 2 });
  expect(await sweepReconcile(tools())).toMatchObject({ looked: 0 });
  expect(await areTrue([ctx])).toEqual([true]);
});

test('work that was given up does not take a business from whoever compares it, nor brings one back that failed', async () => {
  const [ctx] = await unheard(1);
  if (ctx === undefined) throw new Error('one is needed');
  await insertJob(ctx.db, {
    job: { kind: 'check-connections', companyId: ctx.companyId },
    requestId: 'r',
  });
  await deadLetter(ctx.db, ctx.companyId);
  const ever = new Date(0);
  await planSuspects(database.db, ever);
  expect(await claimReconciliation(database.db, null, 60_000)).toBe(ctx.companyId);
  await planSuspects(database.db, ever);
  expect(await claimReconciliation(database.db, null, 60_000)).toBeNull();
  await postponeReconciliation(database.db, ctx.companyId, 60_000);
  await planSuspects(database.db, ever);
  expect(await claimReconciliation(database.db, null, 60_000)).toBeNull();
  // Its time to wait is over: it is taken again, and once compared the same death makes it due no more.
  expect(await sweepReconcile(tools(), soon(61_000))).toMatchObject({ looked: 1, failed: 0 });
  await planSuspects(database.db, ever);
  expect(await claimReconciliation(database.db, null, 60_000)).toBeNull();
});

test('of 10,000 businesses only those who are due are asked about, longest overdue first', async () => {
  await database.owner.execute(sql`
    with made as (
      insert into companies (name, codat_company_id) select 'Business ' || n, gen_random_uuid() from generate_series(1, 10000) n
      returning id
    )
    insert into reconciliation_schedule (company_id, due_at)
    select id, now() + (row_number() over (order by id) - 4) * interval '1 minute' from made`);
  const rows = await database.owner.execute<{ company_id: string; due_at: string }>(
    sql`select company_id, due_at from reconciliation_schedule`,
  );
  const now = new Date();
  const due = rows
    .map((row) => ({ id: row.company_id, at: new Date(row.due_at) }))
    .filter(({ at }) => at <= now);
  const expected = due
    .sort((a, b) => Number(a.at) - Number(b.at) || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
  expect(expected.length).toBeGreaterThanOrEqual(4);
  expect(expected.length).toBeLessThan(10);
  const claimed: string[] = [];
  for (;;) {
    const one = await claimReconciliation(database.db, null, 60_000);
    if (one === null) break;
    claimed.push(one);
  }
  expect(claimed).toEqual(expected);
});

test('a process begins its rounds by itself, and takes nothing more once it was stopped', async () => {
  const [ctx] = await unheard(1);
  if (ctx === undefined) throw new Error('one is needed');
  await scheduleReconciliation(database.db, ctx.companyId, 0);
  const reconciler = startReconciler(tools(), 50);
  await expect.poll(() => areTrue([ctx])).toEqual([true]);
  await reconciler.stop();
  await pull(sandbox, ctx, await only(ctx), 'authorize');
  await scheduleReconciliation(database.db, ctx.companyId, 0);
  const { reconciledAt } = await scheduleOf(ctx);
  // A stopped process claims no more: the next one finds the row untouched.
  expect(await sweepReconcile(tools())).toMatchObject({ looked: 1, found: 1 });
  expect((await scheduleOf(ctx)).reconciledAt > reconciledAt).toBe(true);
});

async function scheduleOf(ctx: Ctx) {
  const [row] = await database.owner.execute<{ reconciled_at: string }>(
    sql`select reconciled_at from reconciliation_schedule where company_id = ${ctx.companyId}`,
  );
  return { reconciledAt: new Date(row?.reconciled_at ?? 0) };
}
