import { randomUUID } from 'node:crypto';
import { startForTest, type TestSandbox } from 'codat-sandbox/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findOpenCheck } from '@/db/queries/organisation-checks';
import { happenings, later, only, pull } from '@/e2e/connection-stage';
import { useTestDatabase } from '@/e2e/database';
import { shareStage } from '@/e2e/share-stage';
import { behalfOf } from '../company/behalf-of';
import type { Ctx } from '../context';
import { mayServe } from '../domain/access/access-now';
import { answerCheck } from './answer-check';
import { handleReturn } from './handle-return';
import { refreshConnections } from './refresh-connections';
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

const customer = () => stage.unnamed();
const leave = async (ctx: Ctx) => {
  const trip = { productId: 'business-insights', platformKey: 'gbol', linkOrigins: [sandbox.url] };
  return new URL((await startConnection(ctx, trip)).url).searchParams.get('state');
};
const back = (ctx: Ctx, state: string | null, organisation: string | null) =>
  handleReturn(ctx, { state, statusCode: '200', organisation });
const asked = async (ctx: Ctx) => findOpenCheck(ctx.db, ctx.companyId, (await only(ctx)).id);

test('a first connection with a hint of another organisation is asked about by that name, and counts from the yes on', async () => {
  const ctx = await customer();
  const state = await leave(ctx);
  await pull(sandbox, ctx, await only(ctx), 'authorize');
  const result = await back(later(ctx), state, 'Alder\nMill \u202ELtd');
  expect(result).toMatchObject({
    outcome: 'connected',
    connection: { doubt: 'unanswered', organisation: null },
  });
  const check = await asked(ctx);
  expect(check).toMatchObject({ nameBefore: null, nameAfter: 'Alder Mill Ltd', connectedBy: 'own-trip' });
  const answer = { connectionId: (await only(ctx)).id, checkId: check?.id ?? '', answer: 'right' as const };
  expect(await answerCheck(later(ctx, 2000), answer)).toBe('answered');
  expect(await only(ctx)).toMatchObject({ organisation: 'Alder Mill Ltd', doubt: null });
});

test('a hint that fits saves the question on the customer’s own trip, and is no name', async () => {
  const ctx = await customer();
  const state = await leave(ctx);
  await pull(sandbox, ctx, await only(ctx), 'authorize');
  await back(later(ctx), state, 'KESTREL COFFEE Limited');
  expect(await only(ctx)).toMatchObject({ state: 'Linked', organisation: null, doubt: null });
});

test('found before the way back it is asked without a name; the way back names or settles it, and only the first time', async () => {
  for (const [hint, doubt, name] of [
    ['Kestrel Coffee', null, undefined],
    ['Alder Mill', 'unanswered', 'Alder Mill'],
  ] as const) {
    const ctx = await customer();
    const state = await leave(ctx);
    await pull(sandbox, ctx, await only(ctx), 'authorize');
    await refreshConnections(later(ctx));
    expect(await only(ctx)).toMatchObject({ doubt: 'unanswered' });
    expect(await asked(ctx)).toMatchObject({ nameAfter: null, about: 'organisation' });
    await back(later(ctx, 2000), state, hint);
    expect((await only(ctx)).doubt).toBe(doubt);
    // The same address once more, with another name in it.
    await back(later(ctx, 3000), state, 'Kestrel Coffee');
    expect((await only(ctx)).doubt).toBe(doubt);
    expect((await asked(ctx))?.nameAfter).toBe(name);
  }
});

test('found by a reading that began after the way back and was kept before it, the hint counts all the same', async () => {
  for (const [hint, doubt] of [
    ['Kestrel Coffee', null],
    ['Alder Mill', 'unanswered'],
  ] as const) {
    const ctx = await customer();
    const state = await leave(ctx);
    await pull(sandbox, ctx, await only(ctx), 'authorize');
    await refreshConnections(later(ctx, 2000));
    expect((await back(later(ctx, 1000), state, hint)).kind).toBe('known');
    expect((await only(ctx)).doubt).toBe(doubt);
    expect((await asked(ctx))?.nameAfter).toBe(doubt === null ? undefined : hint);
    await refreshConnections(later(ctx, 3000));
    expect((await only(ctx)).doubt).toBe(doubt);
  }
});

test('without any name the customer is asked before anything is used, once for each access', async () => {
  const ctx = await customer();
  const state = await leave(ctx);
  await pull(sandbox, ctx, await only(ctx), 'authorize');
  await back(later(ctx), state, null);
  const row = await only(ctx);
  expect([row.doubt, mayServe(row, ctx.now)]).toEqual(['unanswered', false]);
  const check = await asked(ctx);
  const answer = { connectionId: row.id, checkId: check?.id ?? '', answer: 'right' as const };
  expect(await answerCheck(later(ctx, 2000), answer)).toBe('answered');
  await refreshConnections(later(ctx, 3000));
  expect(await only(ctx)).toMatchObject({ doubt: null, organisation: null });
  await pull(sandbox, ctx, row, 'deauthorize');
  await refreshConnections(later(ctx, 4000));
  await pull(sandbox, ctx, row, 'authorize');
  await refreshConnections(later(ctx, 5000));
  expect((await only(ctx)).doubt).toBe('unanswered');
  expect(await happenings(ctx)).toEqual([
    'started',
    'linked',
    'organisation-confirmed',
    'deauthorized',
    'relinked',
  ]);
});

test('a colleague’s hint names the question and never settles it, nor does one of a failed, foreign or late way back', async () => {
  const ctx = await customer();
  const state = await stage.authorise(ctx, await stage.share(ctx));
  const theirs = later(await behalfOf(stage.tools(), ctx.companyId, ctx.actor.userId), 3000);
  await handleReturn(theirs, { state, statusCode: '200', organisation: 'Kestrel Coffee' });
  expect(await asked(ctx)).toMatchObject({ nameAfter: 'Kestrel Coffee', connectedBy: 'colleague' });
  expect((await only(ctx)).doubt).toBe('unanswered');

  for (const [statusCode, other] of [
    ['403', null],
    ['200', randomUUID().replaceAll('-', '').padEnd(43, 'x')],
  ] as const) {
    const mine = await customer();
    const own = await leave(mine);
    await pull(sandbox, mine, await only(mine), 'authorize');
    await refreshConnections(later(mine));
    await handleReturn(later(mine, 2000), {
      state: other ?? own,
      statusCode,
      organisation: 'Kestrel Coffee',
    });
    expect(await asked(mine)).toMatchObject({ nameAfter: null });
  }
});
