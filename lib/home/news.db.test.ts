import { startForTest, type TestSandbox } from 'codat-sandbox/testing';
import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { mails } from '@/db/schema/work';
import { connected, later, only, statesAtCodat, work } from '@/e2e/connection-stage';
import { useTestDatabase } from '@/e2e/database';
import { makeCodat, makeCustomer, makeTools } from '@/e2e/factories';
import { deleteConnection } from '../connection/delete-connection';
import { refreshConnections } from '../connection/refresh-connections';
import type { Ctx } from '../context';
import type { Worker } from '../jobs/worker';
import { getHome } from './get-home';
import { dismissNews } from './news';

const database = useTestDatabase();
const listNews = async (ctx: Ctx) => (await getHome(ctx)).news;
let sandbox: TestSandbox;
let worker: Worker | undefined;
beforeAll(async () => {
  sandbox = await startForTest({ syncSeconds: 0 });
});
afterEach(() => worker?.stop());
afterAll(() => sandbox.close());

test('what was deleted is told once, here and by mail, until somebody of the business puts it away', async () => {
  const ctx = await connected(database.db, sandbox, ['revenue-advance'], [{ platformKey: 'fztf' }]);
  const other = await makeCustomer(makeTools(database.db, makeCodat(sandbox)));
  await deleteConnection(later(ctx), (await only(ctx)).id);
  expect(await listNews(ctx)).toEqual([]);
  worker = await work(database, sandbox);
  await expect.poll(() => statesAtCodat(sandbox, ctx)).toEqual([]);
  await expect
    .poll(() => listNews(ctx))
    .toMatchObject([{ kind: 'data-deleted', facts: { platform: 'Shopify' } }]);
  await refreshConnections(later(ctx, 120_000));
  const [news, ...more] = await listNews(ctx);
  expect(more).toEqual([]);
  const letters = await ctx.db.select().from(mails).where(eq(mails.companyId, ctx.companyId));
  expect(letters.filter(({ kind }) => kind === 'data-deleted')).toHaveLength(1);
  await dismissNews(other, news?.id ?? '');
  expect(await listNews(ctx)).toHaveLength(1);
  await dismissNews(ctx, news?.id ?? '');
  await dismissNews(ctx, news?.id ?? '');
  expect(await listNews(ctx)).toEqual([]);
});
