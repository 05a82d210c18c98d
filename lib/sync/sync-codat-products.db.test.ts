import { startForTest, type TestSandbox } from 'codat-sandbox/testing';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { listJobsByState } from '@/db/queries/jobs';
import { connected, later, work } from '@/e2e/connection-stage';
import { useTestDatabase } from '@/e2e/database';
import { grantInput } from '@/e2e/factories';
import { listCodatProducts } from '../codat/products';
import { ensureCodatCompany } from '../company/ensure-codat-company';
import { grantConsent } from '../consent/grant-consent';
import { pauseConsent, resumeConsent } from '../consent/pause-consent';
import { withdrawConsent } from '../consent/withdraw-consent';
import type { Ctx } from '../context';
import type { Worker } from '../jobs/worker';
import { setProductSync } from './product-sync';
import { syncCodatProducts } from './sync-codat-products';

const database = useTestDatabase();
let sandbox: TestSandbox;
let worker: Worker | undefined;
beforeAll(async () => {
  sandbox = await startForTest({ syncSeconds: 0 });
});
beforeEach(() => setProductSync({ codatIds: { lending: 'lending-decisions' } }));
afterEach(async () => {
  await worker?.stop();
  setProductSync(null);
});
afterAll(() => sandbox.close());

const atCodat = async (ctx: Ctx) =>
  (await listCodatProducts(ctx.codat, await ensureCodatCompany(ctx))).sort();
const syncJobs = async (state: 'waiting' | 'done' | 'dead', ctx: Ctx) =>
  (await listJobsByState(database.db, state, 1000)).filter(
    ({ job }) => job.kind === 'sync-codat-products' && job.companyId === ctx.companyId,
  );

test('what is agreed is switched on at Codat, and off when it ends or pauses; the rest is left alone', async () => {
  const ctx = await connected(database.db, sandbox, ['business-insights'], []);
  const companyId = await ensureCodatCompany(ctx);
  await sandbox.sdk.companies.addProduct({ companyId, productIdentifier: 'payables' });
  await grantConsent(later(ctx), await grantInput(ctx.db, 'lending'));
  worker = await work(database, sandbox);
  await expect.poll(() => atCodat(ctx)).toEqual(['business-insights', 'lending-decisions', 'payables']);
  await pauseConsent(later(ctx, 2000), 'business-insights');
  await expect.poll(() => atCodat(ctx)).toEqual(['lending-decisions', 'payables']);
  await withdrawConsent(later(ctx, 3000), { productId: 'lending', deletion: 'keep' });
  await resumeConsent(later(ctx, 4000), 'business-insights');
  await expect.poll(() => atCodat(ctx)).toEqual(['business-insights', 'payables']);
  const tools = { db: ctx.db, codat: ctx.codat, now: () => later(ctx, 5000).now };
  await Promise.all([syncCodatProducts(tools, ctx.companyId), syncCodatProducts(tools, ctx.companyId)]);
  expect(await atCodat(ctx)).toEqual(['business-insights', 'payables']);
});

test('a product that Codat does not have is given up with its reason, and holds nothing else up', async () => {
  setProductSync({ codatIds: { lending: 'nobody-has-this' } });
  const ctx = await connected(database.db, sandbox, ['lending'], []);
  await ensureCodatCompany(ctx);
  worker = await work(database, sandbox);
  await expect.poll(async () => (await syncJobs('dead', ctx)).length).toBe(1);
  expect((await syncJobs('dead', ctx))[0]?.problem).toContain('CODAT_PRODUCT_IDS');
});

test('with the switch off nothing is owed', async () => {
  setProductSync(null);
  const ctx = await connected(database.db, sandbox, ['lending'], []);
  expect(await syncJobs('waiting', ctx)).toEqual([]);
});
