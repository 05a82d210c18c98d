import type { BehaviourInput } from 'codat-sandbox/config/options';
import { advance, authorize, startForTest, type TestSandbox } from 'codat-sandbox/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listConnections } from '@/db/queries/connections';
import { listEvents } from '@/db/queries/consents';
import { gatherer } from '@/db/queries/gather';
import { openNotificationsPart } from '@/db/queries/notifications';
import { useTestDatabase } from '@/e2e/database';
import { grantInput, makeCodat, makeCustomer, makeTools } from '@/e2e/factories';
import { listConnectionEvents } from '@/e2e/whole-lists';
import { ensureCodatCompany } from '../company/ensure-codat-company';
import { refreshConnections } from '../connection/refresh-connections';
import { grantConsent } from '../consent/grant-consent';
import type { Ctx } from '../context';
import { accessEndsAt, bankTimes, wayToGoOn } from '../domain/expiry/expiry';
import { DAY_MS } from '../domain/text/duration';
import { listTimedConnections } from './business-times';
import { countJustConfirmed, reconfirmConnections } from './reconfirm-connections';
import { sweep } from './sweep';

const database = useTestDatabase();
const START = Date.now();
const at = (day: number) => new Date(START + day * DAY_MS);
let sandbox: TestSandbox;
let codatsDay = 0;
beforeAll(async () => {
  // One of the tests is about a bank whose end Codat tells by the connection's status.
  const profile: BehaviourInput = { name: 'documented', except: ['bank-access-stays'] };
  sandbox = await startForTest({ syncSeconds: 0, profile });
});
afterAll(() => sandbox.close());

const on = (ctx: Ctx, day: number): Ctx => ({ ...ctx, now: at(day) });

/** Both clocks, as the demo moves them. */
async function goTo(day: number): Promise<void> {
  await advance(sandbox, (day - codatsDay) * DAY_MS);
  codatsDay = day;
}

/** A customer with these banks linked on a day. */
async function customer(banks: string[], day: number): Promise<{ ctx: Ctx; ids: string[] }> {
  const tools = makeTools(database.db, makeCodat(sandbox));
  const ctx = on(await makeCustomer(tools), day);
  await grantConsent(ctx, await grantInput(ctx.db, 'lending'));
  const companyId = await ensureCodatCompany(ctx);
  for (const platformKey of banks) {
    const made = await sandbox.sdk.connections.create({ companyId, requestBody: { platformKey } });
    await authorize(sandbox, companyId, made.id);
  }
  await refreshConnections(ctx);
  return { ctx, ids: (await listConnections(ctx.db, ctx.companyId)).map(({ id }) => id) };
}

const waysOf = async (ctx: Ctx, day: number) =>
  (await listTimedConnections(ctx.db, ctx.companyId)).map((connection) => wayToGoOn(connection, at(day)));

test('two banks are confirmed at once, however often it is pressed, and nobody else’s', async () => {
  const { ctx, ids } = await customer(['natwest_uk', 'barclays_uk'], codatsDay);
  const other = await customer(['natwest_uk'], codatsDay);
  const start = codatsDay;
  await goTo(start + 70);
  const claims = [...ids, ...other.ids, 'not an id'];
  expect(await countJustConfirmed(on(ctx, start + 70))).toBe(0);
  const counts = await Promise.all([1, 2, 3].map(() => reconfirmConnections(on(ctx, start + 70), claims)));
  expect(counts.sort()).toEqual([0, 0, 2]);
  // The page says so from the record, and not for long.
  expect(await countJustConfirmed(on(ctx, start + 70))).toBe(2);
  expect(await countJustConfirmed(on(ctx, start + 70.01))).toBe(0);
  expect(await countJustConfirmed(on(other.ctx, start + 70))).toBe(0);
  for (const connection of await listTimedConnections(ctx.db, ctx.companyId)) {
    const events = await listConnectionEvents(ctx.db, ctx.companyId, connection.id);
    expect(events.map(({ kind, by }) => [kind, by])).toEqual([
      ['linked', null],
      ['reconfirmed', 'Maya Okafor'],
    ]);
    const times = bankTimes(connection);
    expect(times).toMatchObject({ confirmBy: at(start + 160), bankEndsAt: at(start + 90) });
    // The bank’s own end stays, and is the one that is told.
    expect(times && accessEndsAt(times, at(start + 70))).toEqual(at(start + 90));
  }
  expect(await waysOf(ctx, start + 70)).toEqual([null, null]);
  expect(await waysOf(other.ctx, start + 70)).toEqual(['tick']);
  // No new consent: what was agreed is what was agreed.
  expect((await listEvents(ctx.db, ctx.companyId)).map(({ body }) => body.event_type)).toEqual(['given']);
});

const readNews = gatherer('bank_news', {
  news: openNotificationsPart(['connection-expiring', 'connection-expired']),
});

test('a bank that ends access by itself is told before and after, and comes back at the bank only', async () => {
  const { ctx, ids } = await customer(['natwest_uk'], codatsDay);
  const start = codatsDay;
  const day = (count: number) => start + count;
  await goTo(day(70));
  await reconfirmConnections(on(ctx, day(70)), ids);
  const tell = (count: number) => sweep({ db: ctx.db, logger: console }, at(day(count)));
  for (const count of [71, 82, 84, 86]) await tell(count);
  const news = async () =>
    (await readNews(ctx.db, { companyId: ctx.companyId })).news.map(({ kind, facts }) => [kind, facts.days]);
  expect(await news()).toEqual([['connection-expiring', 7]]);
  expect(await waysOf(ctx, day(84))).toEqual(['sign-in']);
  await expect(reconfirmConnections(on(ctx, day(84)), ids)).rejects.toMatchObject({
    code: 'sign-in-at-bank',
  });

  await goTo(day(91));
  await refreshConnections(on(ctx, day(91)));
  expect(await waysOf(ctx, day(91))).toEqual(['sign-in']);
  await tell(91);
  await tell(92);
  expect(await news()).toEqual([
    ['connection-expired', undefined],
    ['connection-expiring', 7],
  ]);

  const companyId = await ensureCodatCompany(ctx);
  const [row] = await listConnections(ctx.db, ctx.companyId);
  await authorize(sandbox, companyId, row?.codatConnectionId ?? '');
  await refreshConnections(on(ctx, day(92)));
  const [again] = await listTimedConnections(ctx.db, ctx.companyId);
  expect(again && bankTimes(again)).toMatchObject({ confirmBy: at(day(182)), bankEndsAt: at(day(182)) });
  expect(await waysOf(ctx, day(92))).toEqual([null]);
});
