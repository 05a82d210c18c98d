import { randomUUID } from 'node:crypto';
import { authorize, createConnection, startForTest, type TestSandbox } from 'codat-sandbox/testing';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { findCompany } from '@/db/queries/companies';
import { insertStarting, listConnections } from '@/db/queries/connections';
import { listConsents } from '@/db/queries/consents';
import { insertJob } from '@/db/queries/jobs';
import { listDeadLetters, listReconciliations } from '@/db/queries/reconciliations';
import { insertWebhooks } from '@/db/queries/webhooks';
import { connected, ledgerTypes, only, pull, statesAtCodat, work } from '@/e2e/connection-stage';
import { useTestDatabase } from '@/e2e/database';
import { grantInput, makeCodat } from '@/e2e/factories';
import { listWebhooks } from '@/e2e/kept-webhooks';
import { deadLetter, ours, roundOf, sweepTools, theirs } from '@/e2e/reconcile-stage';
import { listCompanyJobs } from '@/e2e/whole-lists';
import type { Codat } from '../codat/client';
import { listCodatProducts } from '../codat/products';
import { ensureCodatCompany } from '../company/ensure-codat-company';
import { deleteConnection } from '../connection/delete-connection';
import { disconnectConnection } from '../connection/disconnect-connection';
import { refreshConnections } from '../connection/refresh-connections';
import { grantConsent } from '../consent/grant-consent';
import { withdrawConsent } from '../consent/withdraw-consent';
import type { Ctx } from '../context';
import type { Worker } from '../jobs/worker';
import { setProductSync } from '../sync/product-sync';
import { reconcileCompany } from './reconcile-company';
import { sweepReconcile } from './sweep';

const database = useTestDatabase();
let sandbox: TestSandbox;
let worker: Worker | undefined;
beforeAll(async () => {
  sandbox = await startForTest({ syncSeconds: 0 });
});
afterEach(async () => {
  await worker?.stop();
  worker = undefined;
  setProductSync(null);
});
afterAll(() => sandbox.close());

const tools = (more = {}) => sweepTools(database.db, makeCodat(sandbox), more);
const kept = async (ctx: Ctx) =>
  (await listReconciliations(ctx.db, ctx.companyId)).map(({ found, done }) => `${found} ${done}`).sort();
const reconcile = (ctx: Ctx, more: object = {}) =>
  reconcileCompany(tools(), { companyId: ctx.companyId, requestId: 'r', ...more });
const linked = (platformKey = 'gbol') =>
  connected(database.db, sandbox, ['business-insights'], [{ platformKey }]);
const standings = async (ctx: Ctx) =>
  (await listConsents(ctx.db, ctx.companyId)).map(({ standing }) => standing);

async function remove(ctx: Ctx): Promise<void> {
  const { codatConnectionId } = await only(ctx);
  await sandbox.call(
    'DELETE',
    `/companies/${await ensureCodatCompany(ctx)}/connections/${codatConnectionId}`,
  );
}

test('although no message ever came, one round later our record is what Codat says', async () => {
  const [lost, gone, stranger, finished, same] = await Promise.all([
    linked(),
    linked(),
    linked(),
    connected(database.db, sandbox, ['business-insights'], []),
    linked(),
  ]);
  await pull(sandbox, lost, await only(lost), 'deauthorize');
  await remove(gone);
  const made = await createConnection(sandbox, await ensureCodatCompany(stranger), 'natwest_uk');
  await authorize(sandbox, await ensureCodatCompany(stranger), made.id);
  const pending = await createConnection(sandbox, await ensureCodatCompany(finished), 'gbol');
  await refreshConnections(finished);
  await authorize(sandbox, await ensureCodatCompany(finished), pending.id);

  const all = [lost, gone, stranger, finished, same];
  expect(await roundOf(tools(), all)).toEqual({ looked: 5, found: 4, failed: 0 });
  for (const ctx of all) expect(await ours(ctx)).toEqual(await theirs(sandbox, ctx));
  expect(await Promise.all(all.map(kept))).toEqual([
    ['state-differs healed'],
    ['missing-at-codat healed'],
    ['unknown-connection healed'],
    ['state-differs healed'],
    [],
  ]);
  // What was agreed is not undone by it.
  for (const ctx of all) expect(await standings(ctx)).toEqual(['given']);
  expect(await ledgerTypes(gone)).toEqual(['given', 'data_deleted']);
  expect(await roundOf(tools(), all)).toEqual({ looked: 5, found: 0, failed: 0 });
});

test('what is learned while Codat is being asked is newer than its answer', async () => {
  const ctx = await linked();
  const inner = makeCodat(sandbox);
  const now = new Date(Date.now() + 60_000);
  const codat: Codat = {
    ...inner,
    async call(info, run, key) {
      const answer = await inner.call(info, run, key);
      if (info.path !== '/companies/:companyId/connections') return answer;
      await pull(sandbox, ctx, await only(ctx), 'deauthorize');
      await refreshConnections({ ...ctx, now: new Date(now.getTime() + 1) });
      return answer;
    },
  };
  await reconcileCompany({ ...tools(), codat, now: () => now }, { companyId: ctx.companyId, requestId: 'r' });
  expect((await only(ctx)).state).toBe('Deauthorized');
  expect(await kept(ctx)).toEqual([]);
});

test('what a customer deleted stays deleted here; the end that was given up is owed again, and done', async () => {
  const ctx = await linked();
  await deleteConnection(ctx, (await only(ctx)).id);
  await deadLetter(database.db, ctx.companyId);
  expect(await reconcile(ctx)).toMatchObject([{ found: 'end-given-up', done: 'enqueued-again' }]);
  expect((await only(ctx)).state).toBe('deleted');
  worker = await work(database, sandbox);
  await expect.poll(() => statesAtCodat(sandbox, ctx)).toEqual([]);
});

test('access that a withdrawal should have ended, and that was given up, makes the business due at once and ends', async () => {
  const ctx = await linked();
  await withdrawConsent(ctx, { productId: 'business-insights', deletion: 'keep' });
  await deadLetter(database.db, ctx.companyId);
  // The job that deletes it after its retention was dead-lettered with it.
  const dead = await listDeadLetters(database.db, [ctx.companyId]);
  expect(dead.map(({ kind }) => kind)).toEqual(['unlink-unused-connection', 'delete-unused-connection']);
  await database.owner.execute(
    `update reconciliation_schedule set due_at = now() + interval '1 year', reconciled_at = null where company_id = '${ctx.companyId}'`,
  );
  expect((await sweepReconcile(tools())).looked).toBeGreaterThan(0);
  expect(await kept(ctx)).toEqual(['end-given-up enqueued-again', 'end-given-up enqueued-again']);
  worker = await work(database, sandbox);
  await expect.poll(() => statesAtCodat(sandbox, ctx)).toEqual(['Unlinked']);
});

test('an end that was given up and is needed again by what was agreed since takes nothing away', async () => {
  const ctx = await linked();
  await withdrawConsent(ctx, { productId: 'business-insights', deletion: 'keep' });
  await deadLetter(database.db, ctx.companyId);
  const later = { ...ctx, now: new Date(ctx.now.getTime() + 1000) };
  await grantConsent(later, await grantInput(ctx.db, 'business-insights'));
  expect(await reconcile(ctx)).toMatchObject([{ done: 'enqueued-again' }, { done: 'enqueued-again' }]);
  worker = await work(database, sandbox);
  const left = async () =>
    (await listCompanyJobs(ctx.db, ctx.companyId)).map(({ job, state }) => [job.kind, state]);
  await expect.poll(left).toContainEqual(['unlink-unused-connection', 'done']);
  expect(await statesAtCodat(sandbox, ctx)).toEqual(['Linked']);
});

test('an end that is owed is not taken back by what Codat still says', async () => {
  const ctx = await linked();
  await disconnectConnection(ctx, (await only(ctx)).id);
  expect(await reconcile(ctx)).toEqual([]);
  expect((await only(ctx)).state).toBe('Unlinked');
});

test('a connection whose id was lost on the way is found at Codat', async () => {
  const ctx = await connected(database.db, sandbox, ['business-insights'], []);
  const platform = { key: 'gbol', name: 'Xero', sourceType: 'Accounting' } as const;
  await insertStarting(ctx.db, ctx.companyId, platform, new Date(Date.now() - 2 * 3_600_000));
  const made = await createConnection(sandbox, await ensureCodatCompany(ctx), 'gbol');
  expect(await reconcile(ctx)).toMatchObject([{ found: 'codat-id-missing', done: 'healed' }]);
  expect(await only(ctx)).toMatchObject({ codatConnectionId: made.id, state: 'PendingAuth' });
});

test('a company that Codat deleted is gone here too, and can be begun anew; the yes stands', async () => {
  const [ctx, controlCompany] = [await linked(), await linked()];
  const before = await ensureCodatCompany(ctx);
  await sandbox.call('DELETE', `/companies/${before}`);
  // A customer's page finds out first.
  expect((await refreshConnections(ctx)).failure).toMatchObject({ kind: 'unavailable' });
  expect(await roundOf(tools(), [controlCompany])).toMatchObject({ looked: 2, failed: 0 });
  expect(await kept(ctx)).toContain('company-missing healed');
  expect(await refreshConnections(ctx)).toMatchObject({ failure: null, connections: [{ state: 'deleted' }] });
  expect(await standings(ctx)).toEqual(['given']);
  const after = await ensureCodatCompany(ctx);
  expect(after).not.toBe(before);
  expect(await theirs(sandbox, ctx)).toEqual([]);
});

test('when Codat knows none of our companies, the key is doubted and nothing is called gone', async () => {
  const [ctx, other] = [await linked(), await linked()];
  await roundOf(tools(), [other]);
  // As with the key of another client of Codat's.
  const elsewhere = await startForTest();
  const strange = { ...tools(), codat: makeCodat(elsewhere) };
  const found = await reconcileCompany(strange, { companyId: ctx.companyId, requestId: 'r' });
  expect(found).toEqual([{ found: 'company-missing', connectionId: null, done: 'left' }]);
  expect((await only(ctx)).state).toBe('Linked');
  await elsewhere.close();
});

test('a company whose id was lost is found by our own id', async () => {
  const ctx = await connected(database.db, sandbox, [], []);
  const codatCompanyId = await ensureCodatCompany(ctx);
  await database.owner.execute(`update companies set codat_company_id = null where id = '${ctx.companyId}'`);
  expect(await reconcile(ctx)).toMatchObject([{ found: 'company-id-missing', done: 'healed' }]);
  expect((await findCompany(ctx.db, ctx.companyId))?.codatCompanyId).toBe(codatCompanyId);
});

test('products that somebody switched at Codat are owed again in their own lane', async () => {
  const ctx = await linked();
  setProductSync({ codatIds: { 'business-insights': 'lending-decisions' } });
  expect(await reconcile(ctx)).toMatchObject([{ found: 'products-differ', done: 'enqueued-again' }]);
  // Enqueued already: no difference of its own.
  expect(await reconcile(ctx)).toEqual([]);
  worker = await work(database, sandbox);
  const atCodat = async () => listCodatProducts(ctx.codat, await ensureCodatCompany(ctx));
  await expect.poll(atCodat).toEqual(['lending-decisions']);
  expect(await reconcile(ctx)).toEqual([]);
});

test('messages whose work was given up are taken in, and their work is done', async () => {
  const ctx = await linked();
  const codatCompanyId = await ensureCodatCompany(ctx);
  const messageId = `msg_${randomUUID()}`;
  const eventType = 'connection.disconnected';
  await insertWebhooks(ctx.db, [{ messageId, eventType, codatCompanyId, body: '{}', requestId: 'r' }]);
  await deadLetter(database.db, `webhooks:${codatCompanyId}`);
  await pull(sandbox, ctx, await only(ctx), 'deauthorize');
  expect((await reconcile(ctx)).map(({ found }) => found)).toEqual(['state-differs', 'dead-letter']);
  expect((await listWebhooks(ctx.db, [messageId]))[0]?.outcome).toBe('refreshed');
  expect(await reconcile(ctx)).toEqual([]);
});

test('a dry run tells the same, and changes nothing', async () => {
  const ctx = await linked();
  await insertJob(ctx.db, {
    job: { kind: 'check-connections', companyId: ctx.companyId },
    requestId: 'r',
  });
  await deadLetter(database.db, ctx.companyId);
  await pull(sandbox, ctx, await only(ctx), 'deauthorize');
  const expected = [
    { found: 'state-differs', done: 'left' },
    { found: 'dead-letter', done: 'left' },
  ];
  const rows = await listConnections(ctx.db, ctx.companyId);
  expect(await reconcile(ctx, { isDryRun: true })).toMatchObject(expected);
  expect(await reconcile(ctx, { isDryRun: true })).toMatchObject(expected);
  expect(await listConnections(ctx.db, ctx.companyId)).toEqual(rows);
  expect(await kept(ctx)).toEqual([]);
});
