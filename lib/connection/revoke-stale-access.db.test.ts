import { authorize, startForTest, type TestSandbox } from 'codat-sandbox/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connected, later, statesAtCodat, work } from '@/e2e/connection-stage';
import { useTestDatabase } from '@/e2e/database';
import { grantInput } from '@/e2e/factories';
import { listCompanyJobs } from '@/e2e/whole-lists';
import { ensureCodatCompany } from '../company/ensure-codat-company';
import { grantConsent } from '../consent/grant-consent';
import { withdrawConsent } from '../consent/withdraw-consent';
import type { Ctx } from '../context';
import { refreshConnections } from './refresh-connections';
import { startConnection } from './start-connection';

const database = useTestDatabase();
let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startForTest({ syncSeconds: 0 });
});
afterAll(() => sandbox.close());

const PRODUCT = 'business-insights';

/** At the platform's door, with an agreement. @returns authorises there */
async function leave(products: readonly string[] = [PRODUCT]): Promise<[Ctx, () => Promise<unknown>]> {
  const ctx = await connected(database.db, sandbox, products, []);
  await startConnection(ctx, { productId: PRODUCT, platformKey: 'gbol', linkOrigins: [sandbox.url] });
  const companyId = await ensureCodatCompany(ctx);
  const [connection] = (await sandbox.sdk.connections.list({ companyId })).results ?? [];
  return [ctx, () => authorize(sandbox, companyId, connection?.id ?? '')];
}

const stop = (ctx: Ctx) => withdrawConsent(later(ctx), { productId: PRODUCT, deletion: 'keep' });
const enqueued = async (ctx: Ctx) =>
  (await listCompanyJobs(ctx.db, ctx.companyId))
    .filter(({ job }) => job.kind === 'unlink-unused-connection')
    .map(({ state }) => state);

test('what is authorised after sharing was stopped is given back, once', async () => {
  const [ctx, authorise] = await leave();
  await stop(ctx);
  await authorise();
  await Promise.all([refreshConnections(later(ctx, 2000)), refreshConnections(later(ctx, 2500))]);
  expect(await enqueued(ctx)).toEqual(['waiting']);
  const worker = await work(database, sandbox);
  await expect.poll(() => statesAtCodat(sandbox, ctx)).toEqual(['Unlinked']);
  await worker.stop();
});

test('a new yes before that keeps it, and so does another product that needs it', async () => {
  const [ctx, authorise] = await leave();
  await stop(ctx);
  await grantConsent(later(ctx, 1500), await grantInput(ctx.db, PRODUCT));
  await authorise();
  await refreshConnections(later(ctx, 2000));
  expect(await enqueued(ctx)).toEqual([]);

  const [other, authoriseOther] = await leave([PRODUCT, 'lending']);
  await stop(other);
  await authoriseOther();
  await refreshConnections(later(other, 2000));
  expect(await enqueued(other)).toEqual([]);
});

test('a yes that comes while it is owed is stronger', async () => {
  const [ctx, authorise] = await leave();
  await stop(ctx);
  await authorise();
  await refreshConnections(later(ctx, 2000));
  expect(await enqueued(ctx)).toEqual(['waiting']);
  await grantConsent(later(ctx, 2500), await grantInput(ctx.db, PRODUCT));
  const worker = await work(database, sandbox);
  await expect.poll(() => enqueued(ctx)).toEqual(['done']);
  await worker.stop();
  expect(await statesAtCodat(sandbox, ctx)).toEqual(['Linked']);
});

test('what somebody connected for other reasons is left alone', async () => {
  const ctx = await connected(database.db, sandbox, [], [{ platformKey: 'gbol' }]);
  expect(await enqueued(ctx)).toEqual([]);
  expect(await statesAtCodat(sandbox, ctx)).toEqual(['Linked']);
});
