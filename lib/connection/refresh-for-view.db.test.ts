import { startForTest, type TestSandbox } from 'codat-sandbox/testing';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectionPolls } from '@/db/schema/connection';
import { later, only, pull } from '@/e2e/connection-stage';
import { useTestDatabase } from '@/e2e/database';
import { shareStage } from '@/e2e/share-stage';
import type { Codat } from '../codat/client';
import type { Ctx } from '../context';
import { findReported } from '../embedded-link/find-reported';
import { openLink } from '../embedded-link/open-link';
import { Upstream } from '../errors';
import { listReconfirmations } from '../expiry/reconfirm-connections';
import { getProduct } from '../product/get-product';
import { refreshProgressForPage } from '../reading/refresh-progress-for-page';
import { createLimiter } from '../security/rate-limiter';
import { getPlatformChoice } from './get-platform-choice';
import { handleReturn } from './handle-return';
import { listOwnConnections } from './list-own-connections';
import { refreshForView } from './refresh-for-view';
import { startConnection } from './start-connection';

const database = useTestDatabase();
let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startForTest({ syncSeconds: 0 });
});
afterAll(() => sandbox.close());
const stage = shareStage(
  () => database.db,
  () => sandbox,
);

const limiter = () => createLimiter({ db: database.db, logger: { warn: () => {} } });

/** Longer than all views here take on a busy machine. */
const MANY_MINUTES = 10 * 60_000;

/** As pages are given it, with every call to Codat counted. */
async function viewer(change: Partial<Ctx['polling'] & object> = {}, fail = false) {
  const ctx = await stage.customer();
  const calls: string[] = [];
  const count: Codat['call'] = (info, ...more) => {
    calls.push(info.path);
    if (fail) throw new Upstream('unavailable', { answered: false });
    return ctx.codat.call(info, ...more);
  };
  const viewing: Ctx = {
    ...ctx,
    codat: { ...ctx.codat, call: count },
    polling: { everyMs: MANY_MINUTES, mayAsk: true, limiter: limiter(), ...change },
  };
  return { ctx, viewing, calls };
}

async function connected(ctx: Ctx) {
  const trip = { productId: 'business-insights', platformKey: 'gbol', linkOrigins: [sandbox.url] };
  const state = new URL((await startConnection(ctx, trip)).url).searchParams.get('state');
  await pull(sandbox, ctx, await only(ctx), 'authorize');
  return state;
}

const minutes = (n: number) =>
  database.db.update(connectionPolls).set({ askedAt: sql`now() - ${`${n} minutes`}::interval` });

test('four hundred views of one customer ask Codat once, and once more when the time is over', async () => {
  const { ctx, viewing, calls } = await viewer();
  await connected(ctx);
  const product = await getProduct(ctx.db, 'business-insights');
  for (let round = 0; round < 40; round += 1)
    await Promise.all(Array.from({ length: 10 }, () => refreshForView(viewing)));
  expect(calls).toHaveLength(1);
  for (let round = 0; round < 10; round += 1)
    await Promise.all([
      listOwnConnections(viewing),
      getPlatformChoice(viewing, product),
      listReconfirmations(viewing),
    ]);
  // The list of platforms is one answer for everybody.
  expect(calls.filter((path) => path.includes('connections'))).toHaveLength(1);
  await minutes(11);
  await refreshForView(viewing);
  expect(calls.filter((path) => path.includes('connections'))).toHaveLength(2);
});

test('views of how far reading is ask once, however much is due', async () => {
  const { ctx, viewing, calls } = await viewer();
  await handleReturn(ctx, { state: await connected(ctx), statusCode: '200' });
  for (let n = 0; n < 30; n += 1) await refreshProgressForPage(viewing, limiter());
  expect(calls.length).toBeLessThanOrEqual(3);
});

test('the first return from a platform sees what is true now, and reloading it has a budget', async () => {
  const { ctx, viewing, calls } = await viewer();
  const state = await connected(ctx);
  await refreshForView(viewing);
  calls.length = 0;
  const back = () => handleReturn(later(viewing), { state, statusCode: '200' });
  expect(await back()).toMatchObject({ outcome: 'connected' });
  expect(calls).toHaveLength(1);
  for (let n = 0; n < 60; n += 1) expect(await back()).toMatchObject({ outcome: 'connected' });
  expect(calls.length).toBeLessThanOrEqual(41);
});

test('opening the window and reporting what nobody knows have a budget, too', async () => {
  const { viewing, calls } = await viewer();
  for (let n = 0; n < 50; n += 1) await openLink(viewing);
  expect(await openLink(viewing)).toEqual({ kind: 'unavailable' });
  const before = calls.length;
  expect(before).toBeLessThanOrEqual(45);
  for (let n = 0; n < 50; n += 1) expect(await findReported(viewing, crypto.randomUUID())).toBeNull();
  expect(calls.length - before).toBeLessThanOrEqual(1);
});

test('while the rest of the quota is kept, views ask nothing, and what is done still does', async () => {
  const { ctx, viewing, calls } = await viewer({ mayAsk: false });
  const state = await connected(ctx);
  await refreshForView(viewing);
  await refreshProgressForPage(viewing, limiter());
  expect(calls).toEqual([]);
  expect(await handleReturn(viewing, { state, statusCode: '200' })).toMatchObject({ outcome: 'connected' });
});

test('that Codat did not answer is told to every view until it has', async () => {
  const { ctx, viewing } = await viewer({}, true);
  await connected(ctx);
  for (let n = 0; n < 3; n += 1) expect((await refreshForView(viewing)).failure).toBeInstanceOf(Upstream);
  await minutes(11);
  expect((await refreshForView({ ...viewing, codat: ctx.codat })).failure).toBeNull();
  expect((await refreshForView(viewing)).failure).toBeNull();
});
