import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { insertConnectionEvents } from '@/db/queries/connection-events';
import { listConsents, listEvents } from '@/db/queries/consents';
import { listBusinessesDue } from '@/db/queries/expiry';
import { listReceipts } from '@/db/queries/receipts';
import { connections } from '@/db/schema/connection';
import { notifications } from '@/db/schema/work';
import { useTestDatabase } from '@/e2e/database';
import { grantInput, makeCodat, makeCustomer, makeTools } from '@/e2e/factories';
import { listCompanyJobs } from '@/e2e/whole-lists';
import { grantConsent } from '../consent/grant-consent';
import { pauseConsent } from '../consent/pause-consent';
import { withdrawConsent } from '../consent/withdraw-consent';
import type { Ctx } from '../context';
import { rebuild } from '../domain/consent/projection';
import { verifyChain } from '../domain/ledger/ledger';
import { DAY_MS } from '../domain/text/duration';
import { readLedger } from '../ledger/read-ledger';
import { readPayload } from '../receipt/get-receipt';
import { sweep } from './sweep';
import { startSweeper } from './sweeper';

const database = useTestDatabase();
const QUIET = { info: () => {}, error: () => {} };
const START = Date.parse('2027-01-10T09:00:00.000Z');
const at = (day: number) => new Date(START + day * DAY_MS);
/** Nothing here asks Codat. */
const NOWHERE = makeCodat({ url: 'http://127.0.0.1:9', config: { apiKey: 'none' } });

const customer = () => makeCustomer({ ...makeTools(database.db, NOWHERE), now: at(0) });
const on = (ctx: Ctx, day: number): Ctx => ({ ...ctx, now: at(day) });

async function agree(ctx: Ctx, productId: string, day = 0): Promise<void> {
  await grantConsent(on(ctx, day), await grantInput(ctx.db, productId));
}

/** A bank that was linked on a day, as Codat's answer would have left it. */
async function linkBank(ctx: Ctx, day: number, state: 'Linked' | 'Deauthorized' = 'Linked'): Promise<string> {
  const when = at(day);
  const [row] = await ctx.db
    .insert(connections)
    .values({
      companyId: ctx.companyId,
      platformKey: 'natwest_uk',
      platformName: 'TrueLayer Open Banking',
      sourceType: 'Banking',
      codatConnectionId: crypto.randomUUID(),
      state,
      organisation: 'Kestrel Coffee',
      authorisedAt: when,
      firstLinkedAt: when,
      checkedAt: when,
      createdAt: when,
    })
    .returning({ id: connections.id });
  const id = row?.id ?? '';
  await insertConnectionEvents(ctx.db, ctx.companyId, [
    { connectionId: id, kind: 'linked', at: when, by: null, organisation: 'Kestrel Coffee' },
  ]);
  return id;
}

async function toldTo(ctx: Ctx) {
  const rows = await ctx.db.select().from(notifications).where(eq(notifications.companyId, ctx.companyId));
  return rows
    .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || a.dedupe.localeCompare(b.dedupe))
    .map((row) => ({
      day: Math.round((row.createdAt.getTime() - START) / DAY_MS),
      kind: row.kind,
      about: row.productId ?? 'bank',
      days: row.facts.days ?? null,
    }));
}

const due = (now: Date) =>
  listBusinessesDue(database.db, {
    now,
    limit: 1000,
    except: [],
    since: null,
    unfinishedDays: 0,
    sharingSince: new Date(0),
  });
const threeSweeps = (now: Date) =>
  Promise.all([1, 2, 3].map(() => sweep({ db: database.db, logger: QUIET }, now)));

async function expectSoundLedger(ctx: Ctx): Promise<void> {
  const events = await listEvents(ctx.db, ctx.companyId);
  expect(verifyChain(await readLedger(ctx.db, ctx.companyId))).toEqual({ ok: true, length: events.length });
  expect(await listConsents(ctx.db, ctx.companyId)).toEqual(rebuild(events.map(({ body }) => body)));
}

/** When something is told of an agreement of three months, one of a year and a bank, all begun on day 0. */
const STEPS = [60, 76, 83, 89, 90, 180, 270, 335, 351, 358, 364, 365];
/** Each day from two before a step to two after it, and every tenth: a notice of the quiet between is seen there. */
const DAYS = Array.from({ length: 396 }, (_, n) => n + 1).filter(
  (day) => day % 10 === 0 || day === 396 || STEPS.some((step) => Math.abs(day - step) <= 2),
);

test('thirteen months, day by day around what is due, with three sweeps at once: everything is told once', async () => {
  const ctx = await customer();
  await agree(ctx, 'business-insights');
  await agree(ctx, 'cash-flow');
  await linkBank(ctx, 0);
  for (const day of DAYS) {
    // A sweep asks the same: where nobody is due, it does nothing.
    if ((await due(at(day))).length > 0) await threeSweeps(at(day));
  }

  const told = await toldTo(ctx);
  const of = (about: string) =>
    told.filter((one) => one.about === about).map(({ day, kind, days }) => [day, kind, days]);
  // Three months from 10 January are 90 days, a year is 365.
  expect(of('cash-flow')).toEqual([
    [60, 'consent-expiring', 30],
    [76, 'consent-expiring', 14],
    [83, 'consent-expiring', 7],
    [89, 'consent-expiring', 1],
    [90, 'consent-expired', null],
  ]);
  expect(of('business-insights')).toEqual([
    [90, 'still-sharing', null],
    [180, 'still-sharing', null],
    [270, 'still-sharing', null],
    [335, 'consent-expiring', 30],
    [351, 'consent-expiring', 14],
    [358, 'consent-expiring', 7],
    [364, 'consent-expiring', 1],
    [365, 'consent-expired', null],
  ]);
  expect(of('bank')).toEqual([
    [60, 'connection-expiring', 30],
    [76, 'connection-expiring', 14],
    [83, 'connection-expiring', 7],
    [89, 'connection-expiring', 1],
    [90, 'connection-expired', null],
  ]);
  const events = await listEvents(ctx.db, ctx.companyId);
  expect(events.map(({ body }) => [body.event_type, body.service.product_id])).toEqual([
    ['given', 'business-insights'],
    ['given', 'cash-flow'],
    ['expired', 'cash-flow'],
    ['expired', 'business-insights'],
  ]);
  expect(events.at(-1)?.body).toMatchObject({
    entity: { kind: 'system', name: 'expiry' },
    collection: { method: 'automatic', page: '' },
  });
  await expectSoundLedger(ctx);
  expect(await due(at(396))).toEqual([]);
});

test('hasty rounds, which only look at what is new, find the same', async () => {
  const ctx = await customer();
  await agree(ctx, 'business-insights');
  await agree(ctx, 'cash-flow');
  await linkBank(ctx, 0);
  for (const [index, day] of DAYS.entries()) {
    const since = at(DAYS[index - 1] ?? 0);
    await sweep({ db: database.db, logger: QUIET }, at(day), { since, sharingSince: since });
  }
  expect((await toldTo(ctx)).map(({ day }) => day)).toEqual([
    ...[60, 60, 76, 76, 83, 83, 89, 89, 90, 90, 90, 180, 270, 335, 351, 358, 364, 365],
  ]);
});

test('after a year of nobody looking, the end is told and nothing else', async () => {
  const ctx = await customer();
  await agree(ctx, 'business-insights');
  await linkBank(ctx, 0);
  await threeSweeps(at(700));
  expect((await toldTo(ctx)).map(({ kind }) => kind)).toEqual(['consent-expired']);
  await expectSoundLedger(ctx);
  expect(await due(at(700))).toEqual([]);
});

test('what has run out gives up the connections that nothing needs, and deletes in its time', async () => {
  const ctx = await customer();
  await agree(ctx, 'cash-flow');
  const bank = await linkBank(ctx, 80);
  await threeSweeps(at(95));
  const enqueued = (await listCompanyJobs(ctx.db, ctx.companyId)).map(({ job, notBefore }) => ({
    ...job,
    notBefore,
  }));
  expect(enqueued).toEqual([
    // Thirty days from the end, not from the sweep.
    { kind: 'delete-unused-connection', companyId: ctx.companyId, connectionId: bank, notBefore: at(120) },
    { kind: 'unlink-unused-connection', companyId: ctx.companyId, connectionId: bank, notBefore: null },
  ]);
  // The receipt of the end promises the same day.
  const [receipt] = await listReceipts(ctx.db, ctx.companyId, 'cash-flow', { cursor: null, limit: 9 });
  expect(receipt && readPayload(receipt.jws).processing.after_end.deleted_by).toBe(at(120).toISOString());
});

test('a connection that another agreement needs stays', async () => {
  const ctx = await customer();
  await agree(ctx, 'cash-flow');
  await agree(ctx, 'lending');
  await linkBank(ctx, 80);
  await threeSweeps(at(95));
  expect(await listCompanyJobs(ctx.db, ctx.companyId)).toEqual([]);
});

test('what is paused runs out too; what was taken back is not told of any more', async () => {
  const ctx = await customer();
  await agree(ctx, 'cash-flow');
  await agree(ctx, 'lending');
  await pauseConsent(on(ctx, 1), 'cash-flow');
  await withdrawConsent(on(ctx, 2), { productId: 'lending', deletion: 'keep' });
  await threeSweeps(at(89.5));
  await threeSweeps(at(90));
  await threeSweeps(at(400));
  expect((await toldTo(ctx)).map(({ kind, about }) => [kind, about])).toEqual([
    ['consent-expiring', 'cash-flow'],
    ['consent-expired', 'cash-flow'],
  ]);
  await expectSoundLedger(ctx);
});

test('a bank that took its permission back is told of once, and only to those who use it', async () => {
  const [using, other] = [await customer(), await customer()];
  await agree(using, 'cash-flow');
  await agree(other, 'revenue-advance');
  await linkBank(using, 5, 'Deauthorized');
  await linkBank(other, 5, 'Deauthorized');
  await threeSweeps(at(10));
  await threeSweeps(at(11));
  expect((await toldTo(using)).map(({ kind }) => kind)).toEqual(['connection-expired']);
  const [kept] = await database.db
    .select()
    .from(notifications)
    .where(eq(notifications.companyId, other.companyId));
  expect(kept?.dismissedAt).toEqual(at(10));
  expect(await due(at(11))).toEqual([]);
});

test('a business whose ledger cannot be read does not hold up the others', async () => {
  const [broken, sound] = [await customer(), await customer()];
  await agree(broken, 'cash-flow');
  await agree(sound, 'cash-flow');
  const problems: object[] = [];
  const db = new Proxy(database.db, {
    get(target, name, receiver) {
      if (name !== 'transaction') return Reflect.get(target, name, receiver);
      return (work: Parameters<typeof target.transaction>[0]) =>
        target.transaction(async (tx) => {
          const done = await work(tx);
          const mine = await listConsents(tx, broken.companyId);
          if (mine.some(({ standing }) => standing === 'expired')) throw new Error('disk full');
          return done;
        });
    },
  });
  await sweep({ db, logger: { ...QUIET, error: (line) => problems.push(line) } }, at(95));
  expect(problems).toEqual([{ event: 'expiry', companyId: broken.companyId, problem: 'Error: disk full' }]);
  expect((await listConsents(database.db, sound.companyId)).map(({ standing }) => standing)).toEqual([
    'expired',
  ]);
  await threeSweeps(at(95));
});

test('a process looks each minute of business time, also when the clock jumps', async () => {
  const ctx = await customer();
  await agree(ctx, 'cash-flow');
  let now = at(1);
  const sweeper = startSweeper({ db: database.db, logger: QUIET }, () => now, 5);
  const kinds = async () => (await toldTo(ctx)).map(({ kind }) => kind);
  now = at(70);
  await expect.poll(kinds).toEqual(['consent-expiring']);
  now = at(91);
  await expect.poll(kinds).toEqual(['consent-expiring', 'consent-expired']);
  await sweeper.stop();
});
