import { startForTest, type TestSandbox } from 'codat-sandbox/testing';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { connected, happenings, later, only, pull, statesAtCodat, work } from '@/e2e/connection-stage';
import { useTestDatabase } from '@/e2e/database';
import { makeCodat } from '@/e2e/factories';
import { listCompanyJobs } from '@/e2e/whole-lists';
import { ensureCodatCompany } from '../company/ensure-codat-company';
import { withdrawConsent } from '../consent/withdraw-consent';
import type { Ctx } from '../context';
import { Upstream } from '../errors';
import type { Worker } from '../jobs/worker';
import { deleteConnection } from './delete-connection';
import { disconnectConnection } from './disconnect-connection';
import { deleteAtCodat, unlinkAtCodat } from './end-connection';
import { refreshConnections } from './refresh-connections';

const database = useTestDatabase();
let sandbox: TestSandbox;
let worker: Worker | undefined;
beforeAll(async () => {
  sandbox = await startForTest({ syncSeconds: 0 });
});
afterEach(async () => {
  await worker?.stop();
  worker = undefined;
});
afterAll(() => sandbox.close());

const bank = (products = ['cash-flow']) =>
  connected(database.db, sandbox, products, [{ platformKey: 'natwest_uk' }]);
const refuse = async (ctx: Ctx, method: string, status: number, times = 100) => {
  const body = {
    companyId: await ensureCodatCompany(ctx),
    method,
    times,
    effect: { kind: 'status', status },
  };
  await sandbox.call('POST', '/_sandbox/faults', { body });
};
const jobsOf = async (ctx: Ctx) =>
  (await listCompanyJobs(ctx.db, ctx.companyId))
    .filter(({ job }) => /^(unlink|delete)-/.test(job.kind))
    .map(({ job, state }) => [job.kind, state]);
const toolsOf = (ctx: Ctx) => ({ db: ctx.db, codat: makeCodat(sandbox), now: () => later(ctx, 5000).now });

test.each([400, 403, 404, 409])(
  'a lost connection that the customer disconnects has ended, though Codat answers %d',
  async (status) => {
    const ctx = await bank();
    const row = await only(ctx);
    await pull(sandbox, ctx, row, 'deauthorize');
    await refreshConnections(later(ctx));
    await refuse(ctx, 'PATCH', status);
    await disconnectConnection(later(ctx, 2000), row.id);
    worker = await work(database, sandbox);
    await expect.poll(() => jobsOf(ctx)).toEqual([['unlink-connection', 'done']]);
    await refreshConnections(later(ctx, 120_000));
    expect(await statesAtCodat(sandbox, ctx)).toEqual(['Deauthorized']);
    expect(await only(ctx)).toMatchObject({ state: 'Unlinked' });
    expect(await happenings(ctx)).toEqual(['linked', 'deauthorized', 'unlinked']);
  },
);

test.each([400, 404, 409, 500])(
  'access that Codat does not give up, answering %d, is no end there, stays one here, and is asked for again',
  async (status) => {
    const ctx = await bank();
    const row = await only(ctx);
    await disconnectConnection(later(ctx), row.id);
    await refuse(ctx, 'PATCH', status, 2);
    const order = { companyId: ctx.companyId, connectionId: row.id, requestId: crypto.randomUUID() };
    for (const _attempt of [1, 2]) {
      await expect(unlinkAtCodat(toolsOf(ctx), order)).rejects.toBeInstanceOf(Upstream);
      expect(await only(ctx)).toMatchObject({ state: 'Unlinked' });
    }
    await unlinkAtCodat(toolsOf(ctx), order);
    expect(await statesAtCodat(sandbox, ctx)).toEqual(['Unlinked']);
    expect(await happenings(ctx)).toEqual(['linked', 'unlinked']);
  },
);

test('what a withdrawal disconnects, and the bank ends first, is an end and no loss', async () => {
  const ctx = await bank();
  const row = await only(ctx);
  await refuse(ctx, 'PATCH', 400);
  await withdrawConsent(later(ctx), { productId: 'cash-flow', deletion: 'keep' });
  await pull(sandbox, ctx, row, 'deauthorize');
  worker = await work(database, sandbox);
  await expect.poll(async () => (await jobsOf(ctx)).at(-1)).toEqual(['unlink-unused-connection', 'done']);
  await refreshConnections(later(ctx, 120_000));
  expect(await only(ctx)).toMatchObject({ state: 'Unlinked' });
  expect(await happenings(ctx)).toEqual(['linked', 'unlinked']);
});

test.each([400, 409])(
  'a deletion that Codat answers with %d is done when the connection is gone',
  async (status) => {
    const ctx = await bank();
    const row = await only(ctx);
    await deleteConnection(later(ctx), row.id);
    await refuse(ctx, 'DELETE', status);
    const order = { companyId: ctx.companyId, connectionId: row.id, requestId: crypto.randomUUID() };
    await expect(deleteAtCodat(toolsOf(ctx), order)).rejects.toBeInstanceOf(Upstream);
    const companyId = await ensureCodatCompany(ctx);
    await sandbox.call('DELETE', '/_sandbox/faults', {});
    await sandbox.sdk.connections.delete({ companyId, connectionId: row.codatConnectionId ?? '' });
    await refuse(ctx, 'DELETE', status);
    await deleteAtCodat(toolsOf(ctx), order);
    expect(await only(ctx)).toMatchObject({ state: 'deleted' });
    expect(await happenings(ctx)).toEqual(['linked', 'deleted']);
  },
);
