import { startForTest, type TestSandbox } from 'codat-sandbox/testing';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { upsertMembership } from '@/db/queries/companies';
import { listConnections } from '@/db/queries/connections';
import { findConsent, listEvents } from '@/db/queries/consents';
import { users } from '@/db/schema/people';
import { mails } from '@/db/schema/work';
import { connected, later, ledgerTypes, only, pull, statesAtCodat, work } from '@/e2e/connection-stage';
import { useTestDatabase } from '@/e2e/database';
import { identified, makeStaff } from '@/e2e/factories';
import { listCompanyConnectionEvents } from '@/e2e/whole-lists';
import { getExplanation } from '../access/get-explanation';
import { getConnectionView } from '../connection/get-connection-view';
import { refreshConnections } from '../connection/refresh-connections';
import { pauseConsent, resumeConsent } from '../consent/pause-consent';
import { withdrawConsent } from '../consent/withdraw-consent';
import type { Ctx } from '../context';
import { verifyChain } from '../domain/ledger/ledger';
import { outboundMessage } from '../domain/work/outbound';
import { NotFound, type Precondition } from '../errors';
import { readLedger } from '../ledger/read-ledger';
import { listOwnReceipts } from '../receipt/list-receipts';
import { actOnRequest, admitAsker, type RequestedAct } from './act-on-request';
import type { ActingStaffCtx } from './context';
import { getRequested } from './get-requested';

const database = useTestDatabase();
let sandbox: TestSandbox;
let staffId: string;
beforeAll(async () => {
  sandbox = await startForTest({ syncSeconds: 0 });
  staffId = await makeStaff(database.db);
});
afterAll(() => sandbox.close());

const business = (products: string[], platformKey = 'gbol') =>
  connected(database.db, sandbox, products, [{ platformKey }]);

function staffOf(ctx: Ctx, ms = 1000): ActingStaffCtx & { views: string[] } {
  const views: string[] = [];
  const { db, now, request } = later(ctx, ms);
  return {
    db,
    now,
    request: { ...request, requestId: crypto.randomUUID() },
    staff: { userId: staffId, name: 'Ines Moreau', identified: identified(new Date()) },
    views,
    auditView: async (companyId, what) => {
      views.push(`${companyId} ${what}`);
    },
  };
}

const asked = (ctx: Ctx): RequestedAct['asked'] => ({
  by: { name: 'Maya O.', userId: ctx.actor.userId },
  channel: 'phone',
  reason: 'Moves to another bank',
  note: null,
});
const wanted = (ctx: Ctx, over: Partial<RequestedAct> = {}): RequestedAct => ({
  companyId: ctx.companyId,
  act: 'withdraw',
  subject: 'business-insights',
  deletion: 'keep',
  asked: asked(ctx),
  ...over,
});
const seenOf = async (ctx: Ctx) =>
  (await findConsent(ctx.db, ctx.companyId, 'business-insights'))?.eventId ?? '';
const readable = async (ctx: Ctx, ms: number) => {
  const at = later(ctx, ms);
  return (await getExplanation(at, 'business-insights', at.now)).summary;
};
const lettersOf = async (ctx: Ctx) =>
  (await ctx.db.select().from(mails).where(eq(mails.companyId, ctx.companyId)))
    .filter(({ kind }) => kind === 'receipt-withdrawn' || kind === 'done-on-request')
    .map(({ kind, facts }) => ({ kind, facts }));

test('a call withdraws at once: record, decision, receipt, letter and subscribers say who did it and for whom', async () => {
  const ctx = await business(['business-insights']);
  // A bank, which is optional, is not connected.
  expect((await readable(ctx, 500)).readable).toBe('some');
  const staff = staffOf(ctx);
  expect(await actOnRequest(staff, wanted(ctx, { seen: await seenOf(ctx), deletion: 'delete' }))).toBe(
    'done',
  );
  expect(staff.views).toEqual([`${ctx.companyId} withdraw`]);
  expect(await readable(ctx, 1000)).toMatchObject({ readable: 'none', reason: 'withdrawn' });

  const events = await listEvents(ctx.db, ctx.companyId);
  expect(verifyChain(await readLedger(ctx.db, ctx.companyId))).toEqual({ ok: true, length: 2 });
  const last = events[1];
  expect(last?.body).toMatchObject({
    event_type: 'withdrawn',
    entity: { kind: 'staff', user_id: staffId, name: 'Ines Moreau' },
    collection: {
      method: 'on-request',
      on_request: { channel: 'phone', asked_by: { name: 'Maya O.', user_id: ctx.actor.userId }, note: null },
    },
    change: { reason: 'Moves to another bank', deletion: 'delete' },
  });
  const row = await findConsent(ctx.db, ctx.companyId, 'business-insights');
  if (last === undefined || row === null) throw new Error('Nothing was written.');
  expect(outboundMessage(last.body, last.hash, row).data.event).toMatchObject({
    actor: 'staff',
    initiator: 'customer',
    method: 'on-request',
    channel: 'phone',
  });
  expect(JSON.stringify(outboundMessage(last.body, last.hash, row))).not.toMatch(/Ines|Maya/);
  expect(await lettersOf(ctx)).toMatchObject([
    { kind: 'receipt-withdrawn', facts: { receiptId: last.body.receipt_id } },
  ]);
  expect((await listOwnReceipts(later(ctx, 2000), 'business-insights')).items[0]).toMatchObject({
    id: last.body.receipt_id,
  });
  const worker = await work(database, sandbox);
  await expect.poll(() => statesAtCodat(sandbox, ctx), { timeout: 15_000 }).toEqual([]);
  await worker.stop();
});

test('eight presses give one event and one letter, and each is told that it is done', async () => {
  const ctx = await business(['business-insights']);
  const seen = await seenOf(ctx);
  const presses = Array.from({ length: 8 }, () => actOnRequest(staffOf(ctx), wanted(ctx, { seen })));
  expect(await Promise.all(presses)).toEqual(Array(8).fill('done'));
  expect(await ledgerTypes(ctx)).toEqual(['given', 'withdrawn']);
  expect(await lettersOf(ctx)).toHaveLength(1);
});

test('what changed after the page was shown is told, and nothing is done', async () => {
  const ctx = await business(['business-insights']);
  const seen = await seenOf(ctx);
  await pauseConsent(later(ctx, 100), 'business-insights');
  await resumeConsent(later(ctx, 200), 'business-insights');
  for (const act of ['withdraw', 'pause'] as const) {
    await expect(actOnRequest(staffOf(ctx), wanted(ctx, { act, seen }))).rejects.toMatchObject({
      code: 'changed-meanwhile',
    });
  }
  expect(await ledgerTypes(ctx)).toEqual(['given', 'paused', 'resumed']);
  // An end that the customer made meanwhile stays the customer's.
  await withdrawConsent(later(ctx, 300), { productId: 'business-insights', deletion: 'keep' });
  expect(await actOnRequest(staffOf(ctx), wanted(ctx, { seen }))).toBe('already');
  expect((await listEvents(ctx.db, ctx.companyId)).at(-1)?.body.entity.kind).toBe('customer');
  expect(await lettersOf(ctx)).toHaveLength(1);
});

test('a pause on request holds at once, is told by letter, and is the customer’s to resume', async () => {
  const ctx = await business(['business-insights']);
  const pause = wanted(ctx, { act: 'pause', seen: await seenOf(ctx) });
  expect(await actOnRequest(staffOf(ctx), pause)).toBe('done');
  const at = later(ctx, 1000);
  const view = await getExplanation(at, 'business-insights', at.now);
  expect([view.summary.reason, view.byStaff]).toEqual(['paused', 'Ines Moreau']);
  expect(await lettersOf(ctx)).toMatchObject([
    {
      kind: 'done-on-request',
      facts: { act: 'paused', subject: 'Business insights', staff: 'Ines Moreau', askedBy: 'Maya O.' },
    },
  ]);
  await resumeConsent(later(ctx, 2000), 'business-insights');
  expect((await findConsent(ctx.db, ctx.companyId, 'business-insights'))?.standing).toBe('given');
});

test.each([
  ['keep', 'Unlinked', 'disconnected'],
  ['delete', 'deleted', 'deleted'],
] as const)(
  'ending a connection (%s) is in its history, in the record of each agreement, and told',
  async (deletion, state, act) => {
    const ctx = await business(['business-insights', 'lending', 'cash-flow']);
    const { id } = await only(ctx);
    const end = wanted(ctx, { act: 'end', subject: id, deletion, seen: 'Linked' });
    expect(await Promise.all([1, 2, 3].map(() => actOnRequest(staffOf(ctx), end)))).toEqual(
      Array(3).fill('done'),
    );
    expect((await listConnections(ctx.db, ctx.companyId)).map((row) => row.state)).toEqual([state]);
    const ended = (await listCompanyConnectionEvents(ctx.db, ctx.companyId)).filter(({ by }) => by !== null);
    expect(ended).toMatchObject([{ by: 'Ines Moreau', onRequest: { channel: 'phone', askedBy: 'Maya O.' } }]);
    const events = (await listEvents(ctx.db, ctx.companyId)).map(({ body }) => body);
    const told = events.filter(({ event_type: type }) => type === 'source_ended');
    // Cash flow reads banks.
    expect(told.map(({ service }) => service.product_id).sort()).toEqual(['business-insights', 'lending']);
    expect(told[0]).toMatchObject({ entity: { kind: 'staff' }, sources: [{ connection_id: id }] });
    expect((await findConsent(ctx.db, ctx.companyId, 'lending'))?.standing).toBe('given');
    expect(await lettersOf(ctx)).toMatchObject([{ facts: { act, subject: 'Xero' } }]);
    expect((await readable(ctx, 1500)).readable).toBe('none');
  },
);

test('a connection that changed, or cannot be ended that way, is told', async () => {
  const ctx = await business(['business-insights']);
  const row = await only(ctx);
  await pull(sandbox, ctx, row, 'deauthorize');
  await refreshConnections(later(ctx, 500));
  const end = wanted(ctx, { act: 'end', subject: row.id, seen: 'Linked' });
  await expect(actOnRequest(staffOf(ctx), end)).rejects.toMatchObject({ code: 'changed-meanwhile' });
  expect(await actOnRequest(staffOf(ctx), { ...end, seen: 'Deauthorized' })).toBe('done');
  expect((await getConnectionView(ctx, row.id)).connection.state).toBe('Unlinked');
});

test('another business, and what is none, is not found, and nothing is written about it', async () => {
  const [mine, theirs] = [await business(['business-insights']), await business([])];
  const { id } = await only(mine);
  const staff = staffOf(mine);
  for (const companyId of ['x', crypto.randomUUID()]) {
    await expect(actOnRequest(staff, wanted(mine, { companyId }))).rejects.toBeInstanceOf(NotFound);
    await expect(
      getRequested(staff, { companyId, act: 'withdraw', subject: 'business-insights' }),
    ).rejects.toBeInstanceOf(NotFound);
  }
  expect(staff.views).toEqual([]);
  const { companyId } = theirs;
  for (const over of [{}, { act: 'pause' as const }, { act: 'end' as const, subject: id }]) {
    await expect(actOnRequest(staff, wanted(mine, { companyId, ...over }))).rejects.toBeInstanceOf(NotFound);
  }
  await expect(getRequested(staff, { companyId, act: 'give', subject: 'x' })).rejects.toBeInstanceOf(
    NotFound,
  );
  // A person of another business is recorded by the given name only.
  const stranger = { ...asked(mine), by: { name: 'Theo', userId: theirs.actor.userId } };
  await actOnRequest(staff, wanted(mine, { asked: stranger }));
  expect((await listEvents(mine.db, mine.companyId)).at(-1)?.body.collection.on_request?.asked_by).toEqual({
    name: 'Theo',
    user_id: null,
  });
  expect(await ledgerTypes(theirs)).toEqual([]);
});

test('the role of who asked is held against what is to be done, for each act, and nothing is done without it', async () => {
  const ctx = await business(['business-insights']);
  const { id } = await only(ctx);
  const acts = [
    { act: 'withdraw', deletion: 'keep' },
    { act: 'withdraw', deletion: 'delete' },
    { act: 'pause', deletion: 'keep' },
    { act: 'end', subject: id, deletion: 'keep' },
    { act: 'end', subject: id, deletion: 'delete' },
  ] as const;
  const refusals = async (by: RequestedAct['asked']['by']) => {
    const refused: string[] = [];
    for (const each of acts) {
      const order = wanted(ctx, { ...each, asked: { ...asked(ctx), by } });
      const admitted = admitAsker(ctx.db, ctx.companyId, order).then(() => 'yes');
      const verdict = await admitted.catch((error: Precondition) => error.code);
      refused.push(verdict);
      if (verdict !== 'yes')
        await expect(actOnRequest(staffOf(ctx), order)).rejects.toMatchObject({ code: verdict });
    }
    return refused;
  };
  const own = { name: 'Maya O.', userId: ctx.actor.userId };
  const asDelegate = ['yes', 'asker-may-not-delete', 'yes', 'yes', 'asker-may-not-delete'];
  expect(await refusals(own)).toEqual(Array(5).fill('yes'));
  // A person of whom only the name is known, such as an administrator.
  expect(await refusals({ name: 'Theo', userId: null })).toEqual(asDelegate);
  await upsertMembership(ctx.db, ctx.companyId, ctx.actor.userId, 'delegate');
  expect(await refusals(own)).toEqual(asDelegate);
  await upsertMembership(ctx.db, ctx.companyId, ctx.actor.userId, 'accountant');
  expect(await refusals(own)).toEqual(Array(5).fill('asker-may-not-end'));
  // The sign-in service has not confirmed the owner for too long: recorded as an unknown person.
  await upsertMembership(ctx.db, ctx.companyId, ctx.actor.userId, 'owner');
  const longAgo = new Date(Date.now() - 366 * 86_400_000);
  await ctx.db.update(users).set({ issuerSignedInAt: longAgo }).where(eq(users.id, ctx.actor.userId));
  expect(await refusals(own)).toEqual(asDelegate);
  expect(await ledgerTypes(ctx)).toEqual(['given']);
});
