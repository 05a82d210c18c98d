import { authorize, startForTest, type TestSandbox } from 'codat-sandbox/testing';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listConnections } from '@/db/queries/connections';
import { findConsent, listEvents } from '@/db/queries/consents';
import { jobs } from '@/db/schema/work';
import { useTestDatabase } from '@/e2e/database';
import { grantInput, makeCodat, makeCustomer, makeTools } from '@/e2e/factories';
import { listCompanyJobs } from '@/e2e/whole-lists';
import { ensureCodatCompany } from '../company/ensure-codat-company';
import { refreshConnections } from '../connection/refresh-connections';
import type { Ctx } from '../context';
import { verifyChain } from '../domain/ledger/ledger';
import { NotFound, Precondition } from '../errors';
import { createJobRunner } from '../jobs/definitions';
import { startWorker, type Worker } from '../jobs/worker';
import { readLedger } from '../ledger/read-ledger';
import { grantConsent } from './grant-consent';
import { pauseConsent, resumeConsent } from './pause-consent';
import { withdrawConsent } from './withdraw-consent';

const database = useTestDatabase();
let sandbox: TestSandbox;
let worker: Worker | undefined;

beforeAll(async () => {
  sandbox = await startForTest({ syncSeconds: 0 });
});
afterAll(async () => {
  await worker?.stop();
  await sandbox.close();
});

const codat = () => makeCodat(sandbox);

async function startWork(): Promise<void> {
  const quiet = { info: () => {}, warn: () => {}, error: () => {} };
  const runJob = createJobRunner({ db: database.db, codat: codat(), now: () => new Date() });
  worker ??= await startWorker({ database, runJob, now: () => new Date(), logger: quiet });
}

/** A customer with these products agreed and one linked connection per platform. */
async function customer(products: string[], platforms: string[]): Promise<Ctx> {
  const ctx = await makeCustomer(makeTools(database.db, codat()));
  for (const id of products) await grantConsent(ctx, await grantInput(ctx.db, id));
  const companyId = await ensureCodatCompany(ctx);
  for (const platformKey of platforms) {
    const made = await sandbox.sdk.connections.create({ companyId, requestBody: { platformKey } });
    await authorize(sandbox, companyId, made.id);
  }
  await refreshConnections(ctx);
  return ctx;
}

const later = (ctx: Ctx): Ctx => ({ ...ctx, now: new Date(ctx.now.getTime() + 1000) });
const typesOf = async (ctx: Ctx) =>
  (await listEvents(ctx.db, ctx.companyId)).map(({ body }) => body.event_type);
const statesOf = async (ctx: Ctx) =>
  Object.fromEntries(
    (await listConnections(ctx.db, ctx.companyId)).map((row) => [row.platformKey, row.state]),
  );

test('withdrawing binds at once, and access goes only where nothing else needs it', async () => {
  const ctx = await customer(['business-insights', 'lending'], ['gbol', 'natwest_uk']);
  const row = await withdrawConsent(later(ctx), { productId: 'lending', deletion: 'keep' });
  expect(row.standing).toBe('withdrawn');
  // Business insights uses both, one required and one optional.
  expect(await listCompanyJobs(ctx.db, ctx.companyId)).toEqual([]);
  await withdrawConsent(later(ctx), { productId: 'business-insights', deletion: 'keep' });
  const enqueued = await listCompanyJobs(ctx.db, ctx.companyId);
  const kinds = (kind: string) => enqueued.filter(({ job }) => job.kind === kind);
  expect(kinds('unlink-unused-connection')).toHaveLength(2);
  // Business insights keeps what it read for so many days.
  expect(kinds('delete-unused-connection').map(({ notBefore }) => notBefore?.getTime())).toEqual(
    Array(2).fill(later(ctx).now.getTime() + 30 * 86_400_000),
  );
  expect(await statesOf(ctx)).toEqual({ gbol: 'Linked', natwest_uk: 'Linked' });
  await startWork();
  await expect.poll(() => statesOf(ctx)).toEqual({ gbol: 'Unlinked', natwest_uk: 'Unlinked' });
  const events = await listEvents(ctx.db, ctx.companyId);
  expect(verifyChain(await readLedger(ctx.db, ctx.companyId))).toEqual({ ok: true, length: 4 });
  expect(events[2]?.body).toMatchObject({
    event_type: 'withdrawn',
    service: { product_id: 'lending', version: 3 },
    change: { deletion: 'keep', previous_record_id: events[1]?.body.record_id },
  });
});

test('what was read through a connection that was lost already is deleted in its time, too', async () => {
  const ctx = await customer(['revenue-advance'], ['fztf']);
  const [row] = await listConnections(ctx.db, ctx.companyId);
  const companyId = await ensureCodatCompany(ctx);
  await sandbox.call(
    'POST',
    `/_sandbox/companies/${companyId}/connections/${row?.codatConnectionId}/deauthorize`,
  );
  await refreshConnections(later(ctx));
  expect(await statesOf(ctx)).toEqual({ fztf: 'Deauthorized' });
  await withdrawConsent(later(ctx), { productId: 'revenue-advance', deletion: 'keep' });
  const enqueued = await listCompanyJobs(ctx.db, ctx.companyId);
  expect(enqueued.map(({ job, notBefore }) => [job.kind, notBefore?.getTime()])).toEqual([
    ['delete-unused-connection', later(ctx).now.getTime() + 30 * 86_400_000],
  ]);
});

test('a second click is no second event, and what was never agreed cannot be withdrawn', async () => {
  const ctx = await customer(['lending'], []);
  const input = { productId: 'lending', deletion: 'keep' as const };
  await Promise.all(Array.from({ length: 8 }, () => withdrawConsent(later(ctx), input)));
  expect(await typesOf(ctx)).toEqual(['given', 'withdrawn']);
  await expect(withdrawConsent(ctx, { ...input, productId: 'cash-flow' })).rejects.toBeInstanceOf(NotFound);
});

test('choosing to delete removes the connection at Codat; ours stays as the record', async () => {
  const ctx = await customer(['revenue-advance'], ['fztf']);
  await withdrawConsent(later(ctx), {
    productId: 'revenue-advance',
    deletion: 'delete',
    reason: 'moved-bank',
  });
  await startWork();
  await expect.poll(() => statesOf(ctx)).toEqual({ fztf: 'deleted' });
  const companyId = await ensureCodatCompany(ctx);
  expect((await sandbox.sdk.connections.list({ companyId })).totalResults).toBe(0);
  const [told, deleted] = (await listEvents(ctx.db, ctx.companyId)).slice(-2);
  // Once Codat has confirmed, the ledger says so; the standing stays what the customer made it.
  expect(deleted?.body).toMatchObject({ event_type: 'data_deleted', entity: { name: 'codat' } });
  expect(told?.body.change).toMatchObject({
    deletion: 'delete',
    reason: 'moved-bank',
  });
});

test('with Codat down the withdrawal stands, and Codat hears of it later', async () => {
  const ctx = await customer(['revenue-advance'], ['fztf']);
  const companyId = await ensureCodatCompany(ctx);
  await sandbox.call('POST', '/_sandbox/faults', {
    body: {
      companyId,
      path: '/companies/:companyId/connections/:connectionId',
      times: 2,
      effect: { kind: 'status', status: 503 },
    },
  });
  await withdrawConsent(later(ctx), { productId: 'revenue-advance', deletion: 'keep' });
  expect((await findConsent(ctx.db, ctx.companyId, 'revenue-advance'))?.standing).toBe('withdrawn');
  await startWork();
  await expect.poll(() => statesOf(ctx)).toEqual({ fztf: 'Unlinked' });
  await expect
    .poll(async () => (await listCompanyJobs(ctx.db, ctx.companyId)).at(-1))
    .toMatchObject({ state: 'done', attempts: 3 });
});

test('what the customer agreed to again while Codat was down stays connected', async () => {
  const ctx = await customer(['revenue-advance'], ['fztf']);
  const companyId = await ensureCodatCompany(ctx);
  await sandbox.call('POST', '/_sandbox/faults', {
    body: { companyId, times: 1000, effect: { kind: 'status', status: 503 } },
  });
  await withdrawConsent(later(ctx), { productId: 'revenue-advance', deletion: 'keep' });
  await startWork();
  const attempts = async () => (await listCompanyJobs(ctx.db, ctx.companyId)).at(-1)?.attempts;
  await expect.poll(attempts).toBeGreaterThan(0);
  await grantConsent(later(later(ctx)), await grantInput(ctx.db, 'revenue-advance'));
  await sandbox.call('DELETE', '/_sandbox/faults');
  await expect.poll(async () => (await listCompanyJobs(ctx.db, ctx.companyId)).at(-1)?.state).toBe('done');
  expect(await statesOf(ctx)).toEqual({ fztf: 'Linked' });
});

test('an unlink whose answer was lost is confirmed, not repeated into an error', async () => {
  const ctx = await customer(['revenue-advance'], ['fztf']);
  const companyId = await ensureCodatCompany(ctx);
  await sandbox.call('POST', '/_sandbox/faults', {
    body: { companyId, method: 'PATCH', effect: { kind: 'close-after' } },
  });
  await withdrawConsent(later(ctx), { productId: 'revenue-advance', deletion: 'keep' });
  await startWork();
  await expect.poll(() => statesOf(ctx)).toEqual({ fztf: 'Unlinked' });
  await expect
    .poll(async () => (await listCompanyJobs(ctx.db, ctx.companyId)).at(-1))
    .toMatchObject({ state: 'done', attempts: 2, problem: null });
});

test('a pause keeps the terms and their end; what is withdrawn cannot be resumed', async () => {
  const ctx = await customer(['lending'], []);
  const given = await findConsent(ctx.db, ctx.companyId, 'lending');
  const paused = await pauseConsent(later(ctx), 'lending');
  expect(paused).toMatchObject({ standing: 'paused', expiresAt: given?.expiresAt });
  await pauseConsent(later(ctx), 'lending');
  const resumed = await resumeConsent(later(later(ctx)), 'lending');
  expect(resumed).toMatchObject({ standing: 'given', expiresAt: given?.expiresAt });
  await resumeConsent(later(ctx), 'lending');
  expect(await typesOf(ctx)).toEqual(['given', 'paused', 'resumed']);
  await withdrawConsent(later(ctx), { productId: 'lending', deletion: 'keep' });
  await expect(resumeConsent(later(ctx), 'lending')).rejects.toBeInstanceOf(Precondition);
});

test.each([
  ['nothing needs it by then', false, 'deleted'],
  ['the customer has agreed again', true, 'Unlinked'],
])('when the time to keep what was read is over and %s, it is %s', async (_when, agreesAgain, state) => {
  const ctx = await customer(['revenue-advance'], ['fztf']);
  await withdrawConsent(later(ctx), { productId: 'revenue-advance', deletion: 'keep' });
  await startWork();
  await expect.poll(() => statesOf(ctx)).toEqual({ fztf: 'Unlinked' });
  if (agreesAgain) await grantConsent(later(later(ctx)), await grantInput(ctx.db, 'revenue-advance'));
  const [enqueued] = await listCompanyJobs(ctx.db, ctx.companyId);
  await database.db
    .update(jobs)
    .set({ notBefore: new Date() })
    .where(eq(jobs.id, enqueued?.id ?? 0));
  await expect.poll(async () => (await listCompanyJobs(ctx.db, ctx.companyId))[0]?.state).toBe('done');
  expect(await statesOf(ctx)).toEqual({ fztf: state });
});
