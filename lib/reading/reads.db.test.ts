import { randomUUID } from 'node:crypto';
import { startForTest, type TestSandbox } from 'codat-sandbox/testing';
import { asc, eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { listConnections } from '@/db/queries/connections';
import { findProgressPoll } from '@/db/queries/progress-polls';
import { insertWebhooks } from '@/db/queries/webhooks';
import { progressPolls } from '@/db/schema/reading';
import { jobs, mails } from '@/db/schema/work';
import { connected, only, pull, work } from '@/e2e/connection-stage';
import { useTestDatabase } from '@/e2e/database';
import { grantInput, makeCodat, makeCustomer, makeTools } from '@/e2e/factories';
import { ensureCodatCompany } from '../company/ensure-codat-company';
import { grantConsent } from '../consent/grant-consent';
import { withdrawConsent } from '../consent/withdraw-consent';
import type { Ctx } from '../context';
import type { Worker } from '../jobs/worker';
import { applyWebhooks } from '../webhooks-in/apply-webhooks';
import { getReads, type ReadScope } from './get-reads';
import { recordReads } from './record-reads';
import { refreshProgress, type Urgency } from './refresh-progress';
import { refreshProgressForPage } from './refresh-progress-for-page';

const database = useTestDatabase();
let sandbox: TestSandbox;
let worker: Worker | undefined;
beforeAll(async () => {
  // Nothing is through by itself.
  sandbox = await startForTest({ syncSeconds: 3600 });
});
afterEach(async () => {
  await worker?.stop();
  worker = undefined;
});
afterAll(() => sandbox.close());

const INSIGHTS: ReadScope = { kind: 'product', id: 'business-insights' };

const tools = () => ({ db: database.db, codat: makeCodat(sandbox), now: () => new Date() });
const refresh = (ctx: Ctx, urgency: Urgency = 'now') =>
  refreshProgress(tools(), { companyId: ctx.companyId, requestId: 'r' }, urgency);
const withXero = () => connected(database.db, sandbox, ['business-insights'], [{ platformKey: 'gbol' }]);

async function finish(ctx: Ctx): Promise<void> {
  for (const row of await listConnections(ctx.db, ctx.companyId))
    await pull(sandbox, ctx, row, 'finish-sync');
}

async function lettersTo(ctx: Ctx) {
  const rows = await ctx.db
    .select({ kind: mails.kind, facts: mails.facts, language: mails.language })
    .from(mails)
    .where(eq(mails.companyId, ctx.companyId))
    .orderBy(asc(mails.createdAt));
  return rows.filter(({ kind }) => kind === 'first-read');
}

async function told(ctx: Ctx): Promise<void> {
  const codatCompanyId = await ensureCodatCompany(ctx);
  for (const eventType of ['read.completed.initial', 'read.completed']) {
    const body = JSON.stringify({ eventType, payload: { referenceCompany: { id: codatCompanyId } } });
    await insertWebhooks(ctx.db, [
      { messageId: `msg_${randomUUID()}`, eventType, codatCompanyId, body, requestId: 'r' },
    ]);
  }
  await applyWebhooks(tools(), { codatCompanyId, requestId: 'r' });
}

const statesOf = async (ctx: Ctx, scope: ReadScope = INSIGHTS) =>
  (await getReads(ctx, scope))?.groups.map(({ id, state }) => [id, state]);

const ALL_READY = ['company', 'reports', 'sales', 'purchases', 'cash'].map((id) => [id, 'ready']);

async function questions(ctx: Ctx): Promise<number> {
  const companyId = await ensureCodatCompany(ctx);
  const answer = await (await sandbox.call('GET', `/_sandbox/requests?companyId=${companyId}`)).json();
  return (answer.requests as { path: string }[]).filter(({ path }) => path.includes('dataStatus')).length;
}

test.each([
  ['Codat tells first', [told]],
  ['somebody looks first', [refresh]],
  ['Codat tells, then somebody looks', [told, refresh]],
  ['somebody looks, then Codat tells, twice', [refresh, told, told]],
])('%s: the state is the same, and one letter is written', async (_, steps) => {
  const ctx = await withXero();
  await refresh(ctx);
  expect((await getReads(ctx, INSIGHTS))?.isSettled).toBe(false);
  expect(await lettersTo(ctx)).toEqual([]);
  await finish(ctx);
  for (const step of steps) await step(ctx);
  expect(await statesOf(ctx)).toEqual(ALL_READY);
  const [letter, ...more] = await lettersTo(ctx);
  expect(more).toEqual([]);
  expect(letter).toMatchObject({
    language: 'en',
    facts: { productId: 'business-insights', platform: 'Xero', organisation: 'Kestrel Coffee', failed: '' },
  });
  expect(letter?.facts.ready).toContain('Sales and who owes you');
});

test('however many ask at once, Codat is asked once, and again only when its time has come', async () => {
  const ctx = await withXero();
  await refresh(ctx, 'due');
  const before = await questions(ctx);
  const outcomes = await Promise.all(Array.from({ length: 12 }, () => refresh(ctx, 'due')));
  expect(outcomes).toEqual(Array(12).fill('later'));
  expect(await questions(ctx)).toBe(before);
  expect((await findProgressPoll(ctx.db, ctx.companyId))?.dueInMs).toBeGreaterThan(1000);
  // A page view shows the present state, with one poll a second at most.
  await expect.poll(() => refresh(ctx, 'page'), { timeout: 3000 }).toBe('looked');
  expect(await Promise.all([refresh(ctx, 'page'), refresh(ctx, 'page')])).toEqual(['later', 'later']);
  expect(await questions(ctx)).toBe(before + 1);
});

test('whoever loads pages too often gets them, and Codat is not asked for it', async () => {
  const ctx = await withXero();
  await refresh(ctx, 'due');
  const before = await questions(ctx);
  const [askedAt, dueAt] = [new Date(Date.now() - 60_000), new Date(Date.now() + 60_000)];
  await ctx.db
    .update(progressPolls)
    .set({ askedAt, dueAt })
    .where(eq(progressPolls.companyId, ctx.companyId));
  await refreshProgressForPage(ctx, { take: async () => ({ ok: false, retryAfterSeconds: 1 }) });
  expect(await questions(ctx)).toBe(before);
  await refreshProgressForPage(ctx, { take: async () => ({ ok: true }) });
  expect(await questions(ctx)).toBe(before + 1);
});

test('twelve who come together right after the connecting are one question', async () => {
  const ctx = await withXero();
  const outcomes = await Promise.all(Array.from({ length: 12 }, () => refresh(ctx, 'due')));
  expect(outcomes.filter((outcome) => outcome === 'looked')).toHaveLength(1);
  expect(await questions(ctx)).toBe(1);
});

test('an older answer never overwrites a newer one', async () => {
  const ctx = await withXero();
  const { id: connectionId } = await only(ctx);
  const said = (status: string, syncId: string) => [
    { connectionId, dataType: 'invoices', status, syncId, lastReadAt: null },
  ];
  const record = (status: string, syncId: string, agoMs: number) =>
    recordReads(ctx.db, ctx.companyId, {
      said: said(status, syncId),
      offers: () => null,
      askedAt: new Date(Date.now() - agoMs),
      now: new Date(),
      requestId: 'r',
    });
  const state = async () =>
    (await getReads(ctx, INSIGHTS))?.groups.flatMap(({ types }) => types).find(({ id }) => id === 'invoices')
      ?.state;
  expect(await record('Fetching', 'two', 0)).toBe(true);
  expect(await record('Complete', 'one', 5000)).toBe(false);
  expect(await state()).toBe('reading');
  expect(await record('Complete', 'two', -10)).toBe(true);
  expect(await record('Fetching', 'two', -20)).toBe(false);
  expect(await state()).toBe('ready');
});

test('two banks are told apart', async () => {
  const plans = [{ platformKey: 'suuo' }, { platformKey: 'natwest_uk' }];
  const ctx = await connected(database.db, sandbox, ['cash-flow'], plans);
  const rows = await listConnections(ctx.db, ctx.companyId);
  const [first, second] = rows;
  if (first === undefined || second === undefined) throw new Error('There are not two banks.');
  await pull(sandbox, ctx, first, 'finish-sync');
  await refresh(ctx);
  expect(await statesOf(ctx, { kind: 'connection', id: first.id })).toEqual([['bank', 'ready']]);
  expect(await statesOf(ctx, { kind: 'connection', id: second.id })).not.toEqual([['bank', 'ready']]);
  expect(await statesOf(ctx, { kind: 'product', id: 'cash-flow' })).toEqual([['bank', 'reading']]);
  expect((await lettersTo(ctx)).map(({ facts }) => facts.platform)).toEqual([first.platformName]);
});

test('what could not be read is told, and is no reason to keep silent', async () => {
  const ctx = await withXero();
  await pull(sandbox, ctx, await only(ctx), 'fail-type', { dataType: 'invoices', status: 'FetchError' });
  await pull(sandbox, ctx, await only(ctx), 'fail-type', { dataType: 'bills', status: 'NotSupported' });
  await finish(ctx);
  await refresh(ctx);
  expect(await statesOf(ctx)).toEqual([
    ['company', 'ready'],
    ['reports', 'ready'],
    ['sales', 'problem'],
    ['purchases', 'ready'],
    ['cash', 'ready'],
  ]);
  const [letter] = await lettersTo(ctx);
  expect(letter?.facts).toMatchObject({
    failed: 'Invoices you sent',
    absent: 'Bills you received',
    open: '',
  });
});

test('after a withdrawal nobody is written to, and nothing is told', async () => {
  const ctx = await withXero();
  await refresh(ctx);
  await withdrawConsent(ctx, { productId: 'business-insights', deletion: 'keep' });
  await finish(ctx);
  await refresh(ctx);
  expect(await lettersTo(ctx)).toEqual([]);
  expect(await getReads(ctx, INSIGHTS)).toBeNull();
});

test('what was read before the yes to another product is no news for that one', async () => {
  const ctx = await connected(database.db, sandbox, ['cash-flow'], [{ platformKey: 'suuo' }]);
  await finish(ctx);
  await refresh(ctx);
  const later = { ...ctx, now: new Date() };
  await grantConsent(later, await grantInput(ctx.db, 'business-insights'));
  await refresh(ctx);
  expect((await lettersTo(ctx)).map(({ facts }) => facts.productId)).toEqual(['cash-flow']);
});

test('while Codat does not answer, what was known stays, and Codat is left alone as long as it asks', async () => {
  const ctx = await withXero();
  await refresh(ctx);
  const before = await statesOf(ctx);
  const companyId = await ensureCodatCompany(ctx);
  await sandbox.call('POST', '/_sandbox/faults', {
    body: { companyId, effect: { kind: 'status', status: 429, retryAfter: 30 }, times: 1 },
  });
  await expect(refresh(ctx)).rejects.toThrow('busy');
  expect(await statesOf(ctx)).toEqual(before);
  const reads = await getReads(ctx, INSIGHTS);
  expect(reads?.isAnswered).toBe(false);
  expect(reads?.nextPollInMs).toBeGreaterThan(25_000);
  // Not even for a customer who reloads the page again and again.
  expect(await refresh(ctx, 'page')).toBe('later');
  await refresh(ctx);
  expect((await getReads(ctx, INSIGHTS))?.isAnswered).toBe(true);
});

test('with no page open and no message from Codat, the letter is written all the same', async () => {
  const ctx = await withXero();
  await finish(ctx);
  const lane = `reads:${ctx.companyId}`;
  const enqueued = () => ctx.db.select({ state: jobs.state }).from(jobs).where(eq(jobs.lane, lane));
  expect(await enqueued()).toEqual([{ state: 'waiting' }]);
  worker = await work(database, sandbox, 120_000);
  await expect.poll(() => lettersTo(ctx)).toHaveLength(1);
  // Nothing is left to follow.
  await expect.poll(enqueued).toEqual([{ state: 'done' }]);
});

test('what is not through is followed further', async () => {
  const ctx = await withXero();
  worker = await work(database, sandbox, 61_000);
  const lane = `reads:${ctx.companyId}`;
  const enqueued = () =>
    ctx.db
      .select({ state: jobs.state, job: jobs.job })
      .from(jobs)
      .where(eq(jobs.lane, lane))
      .orderBy(asc(jobs.id));
  await expect.poll(enqueued).toMatchObject([
    { state: 'done', job: { attempt: 0 } },
    { state: 'waiting', job: { attempt: 1 } },
  ]);
});

test('of another business nothing is told', async () => {
  const ctx = await withXero();
  await refresh(ctx);
  const stranger = await makeCustomer(makeTools(database.db, makeCodat(sandbox)));
  const { id } = await only(ctx);
  expect(await getReads(ctx, { kind: 'connection', id })).not.toBeNull();
  for (const scope of [INSIGHTS, { kind: 'connection', id } as const]) {
    expect(await getReads(stranger, scope)).toBeNull();
  }
  for (const id of ['', 'x', "' or 1=1", 'no-such-product']) {
    expect(await getReads(ctx, { kind: 'product', id })).toBeNull();
    expect(await getReads(ctx, { kind: 'connection', id })).toBeNull();
  }
});
