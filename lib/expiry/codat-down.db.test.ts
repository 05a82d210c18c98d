// Codat outage of an hour: a withdrawal and a disconnection bind here at once, and reach Codat once afterwards.

import { advance, startForTest, type TestSandbox } from 'codat-sandbox/testing';
import { and, eq, sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { listConnections } from '@/db/queries/connections';
import { findConsent, listConsents, listEvents } from '@/db/queries/consents';
import { listCompanyReceipts } from '@/db/queries/receipts';
import { jobs } from '@/db/schema/work';
import { connected, happenings, statesAtCodat } from '@/e2e/connection-stage';
import { useTestDatabase } from '@/e2e/database';
import { grantInput, makeCodat } from '@/e2e/factories';
import { listCompanyJobs } from '@/e2e/whole-lists';
import { ensureCodatCompany } from '../company/ensure-codat-company';
import { disconnectConnection } from '../connection/disconnect-connection';
import { refreshConnections } from '../connection/refresh-connections';
import { getConsentView } from '../consent/get-consent-view';
import { grantConsent } from '../consent/grant-consent';
import { withdrawConsent } from '../consent/withdraw-consent';
import type { Ctx } from '../context';
import { decide } from '../domain/access/decide';
import { rebuild } from '../domain/consent/projection';
import { verifyChain } from '../domain/ledger/ledger';
import { MINUTE_MS } from '../domain/text/duration';
import { createJobRunner } from '../jobs/definitions';
import { startWorker, type Worker } from '../jobs/worker';
import { readLedger } from '../ledger/read-ledger';
import { getProduct } from '../product/get-product';
import { checkReceiptText } from '../receipt/check-receipt-text';
import { readPayload } from '../receipt/get-receipt';

const database = useTestDatabase();
const QUIET = { info: () => {}, warn: () => {}, error: () => {} };
const START = Date.now();
let sandbox: TestSandbox;
let worker: Worker | undefined;
/** Business time, here and at Codat. */
let minutes = 0;
const now = () => new Date(START + minutes * MINUTE_MS);

beforeAll(async () => {
  sandbox = await startForTest({ syncSeconds: 0 });
});
afterEach(() => worker?.stop());
afterAll(() => sandbox.close());

async function pass(more: number): Promise<void> {
  minutes += more;
  await advance(sandbox, more * MINUTE_MS);
}

const at = (ctx: Ctx): Ctx => ({
  ...ctx,
  now: now(),
  request: { ...ctx.request, requestId: crypto.randomUUID() },
});
const enqueued = (ctx: Ctx, kind: string) =>
  listCompanyJobs(ctx.db, ctx.companyId).then((all) => all.filter(({ job }) => job.kind === kind));
const mayRead = async (ctx: Ctx, productId: string, dataType: string) =>
  decide(
    {
      companyExists: true,
      product: await getProduct(ctx.db, productId),
      events: (await listEvents(ctx.db, ctx.companyId)).map(({ body }) => body),
      connections: await listConnections(ctx.db, ctx.companyId),
    },
    dataType,
    now(),
  );

/** What waits for its next attempt is due now: the machine's clock cannot be moved, so the row is. */
async function retryNow(ctx: Ctx): Promise<void> {
  await ctx.db
    .update(jobs)
    .set({ runAt: sql`now()` })
    .where(and(eq(jobs.lane, ctx.companyId), eq(jobs.state, 'waiting')));
}

const attemptsOf = async (ctx: Ctx) =>
  (await listCompanyJobs(ctx.db, ctx.companyId))
    .filter(({ notBefore }) => notBefore === null)
    .reduce((sum, { attempts }) => sum + attempts, 0);

async function startWork(): Promise<void> {
  const runJob = createJobRunner({ db: database.db, codat: makeCodat(sandbox), now });
  worker = await startWorker({ database, runJob, now, logger: QUIET, pollMs: 50 });
}

/** Calls that changed something at Codat, in order. */
async function changesAtCodat(ctx: Ctx): Promise<[string, number][]> {
  const companyId = await ensureCodatCompany(ctx);
  const response = await sandbox.call('GET', `/_sandbox/requests?companyId=${companyId}`);
  const { requests } = (await response.json()) as { requests: { method: string; status: number }[] };
  return requests
    .filter(({ method }) => method === 'PATCH' || method === 'DELETE')
    .map(({ method, status }) => [method, status]);
}

test('an hour without Codat', async () => {
  const ctx = await connected(
    database.db,
    sandbox,
    ['revenue-advance'],
    [{ platformKey: 'fztf' }, { platformKey: 'natwest_uk' }],
  );
  await pass(1);
  await grantConsent(at(ctx), await grantInput(ctx.db, 'cash-flow'));
  const shop = (await listConnections(ctx.db, ctx.companyId)).find(
    ({ platformKey }) => platformKey === 'fztf',
  );
  expect(await mayRead(ctx, 'cash-flow', 'banking-transactions')).toMatchObject({ outcome: 'allow' });
  expect(await mayRead(ctx, 'revenue-advance', 'commerce-orders')).toMatchObject({ outcome: 'allow' });
  await startWork();

  const companyId = await ensureCodatCompany(ctx);
  await sandbox.call('POST', '/_sandbox/faults', {
    body: { companyId, rate: 1, effect: { kind: 'status', status: 503 } },
  });
  await pass(1);
  const withdrawnAt = now();
  await withdrawConsent(at(ctx), { productId: 'cash-flow', deletion: 'keep' });
  await pass(1);
  await disconnectConnection(at(ctx), shop?.id ?? '');

  // In force here, whatever Codat says or does not say.
  expect(await findConsent(ctx.db, ctx.companyId, 'cash-flow')).toMatchObject({ standing: 'withdrawn' });
  expect(await mayRead(ctx, 'cash-flow', 'banking-transactions')).toMatchObject({ reason: 'withdrawn' });
  expect(await mayRead(ctx, 'revenue-advance', 'commerce-orders')).toMatchObject({
    reason: 'connection-not-linked',
    mayUseDataRead: true,
  });

  for (let quarter = 0; quarter < 4; quarter += 1) {
    const before = await attemptsOf(ctx);
    await retryNow(ctx);
    await expect.poll(() => attemptsOf(ctx)).toBeGreaterThan(before);
    await pass(15);
    expect((await refreshConnections(at(ctx))).failure).not.toBeNull();
    // Repeating what was done is no second time.
    await withdrawConsent(at(ctx), { productId: 'cash-flow', deletion: 'delete' });
    await disconnectConnection(at(ctx), shop?.id ?? '');
  }
  expect((await getConsentView(at(ctx), 'cash-flow')).confirmation).toMatchObject({ state: 'pending' });
  expect((await changesAtCodat(ctx)).filter(([, status]) => status < 400)).toEqual([]);

  await sandbox.call('DELETE', '/_sandbox/faults');
  const backAt = now();
  await retryNow(ctx);
  await expect
    .poll(async () => {
      await retryNow(ctx);
      return statesAtCodat(sandbox, ctx);
    })
    .toEqual(['Unlinked', 'Unlinked']);
  await expect
    .poll(async () => [
      ...(await enqueued(ctx, 'unlink-unused-connection')),
      ...(await enqueued(ctx, 'unlink-connection')),
    ])
    .toMatchObject([
      { state: 'done', problem: null },
      { state: 'done', problem: null },
    ]);
  // Once each, although each was asked for again and again.
  expect((await changesAtCodat(ctx)).filter(([, status]) => status < 400)).toEqual([
    ['PATCH', 200],
    ['PATCH', 200],
  ]);
  await refreshConnections(at(ctx));
  expect((await happenings(ctx)).sort()).toEqual(['linked', 'linked', 'unlinked', 'unlinked']);
  const { confirmation } = await getConsentView(at(ctx), 'cash-flow');
  expect(confirmation?.state).toBe('confirmed');
  expect(confirmation?.at?.getTime()).toBeGreaterThanOrEqual(backAt.getTime());
  // What was kept is planned for its day, and not before.
  expect(await enqueued(ctx, 'delete-unused-connection')).toMatchObject([
    { state: 'waiting', notBefore: new Date(withdrawnAt.getTime() + 30 * 24 * 60 * MINUTE_MS) },
  ]);

  const events = await listEvents(ctx.db, ctx.companyId);
  expect(events.map(({ body }) => body.event_type)).toEqual(['given', 'given', 'withdrawn']);
  expect(verifyChain(await readLedger(ctx.db, ctx.companyId))).toMatchObject({ ok: true });
  expect(await listConsents(ctx.db, ctx.companyId)).toEqual(rebuild(events.map(({ body }) => body)));
  const receipts = await listCompanyReceipts(ctx.db, ctx.companyId);
  expect(receipts.map(({ eventId }) => eventId).sort()).toEqual(
    events.map(({ body }) => body.record_id).sort(),
  );
  for (const receipt of receipts)
    expect(await checkReceiptText(receipt.jws)).toMatchObject({ kind: 'genuine' });
  const last = receipts.find(({ eventId }) => eventId === events.at(-1)?.body.record_id);
  // Its time is when the customer said so, not when Codat heard of it.
  expect(JSON.stringify(last && readPayload(last.jws))).toContain(withdrawnAt.toISOString());
});
