// Tests of delivery failures: as requested, and only where requested.
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { advance } from '../../test/client';
import {
  attemptsReach,
  consume,
  deliveries,
  door,
  happen,
  NOON,
  type Stage,
  setMode,
  startStage,
  status,
} from '../../test/webhooks';
import { planOf } from './mode';

let stage: Stage;

beforeEach(async () => {
  stage = await startStage();
  await consume(stage.sandbox, stage.receiver.url, ['company.created', 'connection.created']);
});
afterEach(() => stage.close());

const idsReceived = () => stage.receiver.received.map(({ id }) => id);

it('delivers twice, later and under the same id', async () => {
  const { sandbox, receiver } = stage;
  await setMode(sandbox, { duplicate: 1 });
  await happen(sandbox);
  const [first] = await attemptsReach(sandbox, 1);
  expect(first).toMatchObject({ state: 'Success', nextAttemptAt: new Date(NOON + 1000).toISOString() });
  // A repetition that fails takes nothing back and is not tried again.
  receiver.answer = status(500);
  await advance(sandbox, 1000);
  const [second] = await attemptsReach(sandbox, 2);
  expect(second).toMatchObject({ state: 'Success' });
  expect(second).not.toHaveProperty('nextAttemptAt');
  expect(idsReceived()).toEqual([first?.id, first?.id]);
  const [a, b] = receiver.received;
  expect(a?.body).toBe(b?.body);
});

it('delivers late', async () => {
  const { sandbox } = stage;
  await setMode(sandbox, { delayMs: 60_000 });
  await happen(sandbox);
  const late = new Date(NOON + 60_000).toISOString();
  expect(await deliveries(sandbox)).toMatchObject([{ state: 'Sending', nextAttemptAt: late, attempts: [] }]);
  await advance(sandbox, 59_999);
  expect(await deliveries(sandbox)).toMatchObject([{ nextAttemptAt: late }]);
  await advance(sandbox, 1);
  expect(await attemptsReach(sandbox, 1)).toMatchObject([{ state: 'Success', attempts: [{ at: late }] }]);
});

it('holds the messages of a window back and lets them go shuffled', async () => {
  const { sandbox } = stage;
  await setMode(sandbox, { reorder: true });
  for (let i = 0; i < 8; i += 1) await happen(sandbox);
  const made = await deliveries(sandbox);
  expect(made.every(({ state, attempts }) => state === 'Sending' && attempts.length === 0)).toBe(true);
  await advance(sandbox, 2000);
  await attemptsReach(sandbox, 8);
  expect(idsReceived()).not.toEqual(made.map(({ id }) => id));
  expect(idsReceived().sort()).toEqual(made.map(({ id }) => id).sort());
});

it('shuffles the same way every time, within the window', () => {
  const places = (from: number) =>
    Array.from({ length: 50 }, (_, i) => planOf({ reorder: true }, from + i, NOON + i).at);
  expect(places(0)).toEqual(places(0));
  expect(places(0)).not.toEqual(places(50));
  expect(places(0)).not.toEqual([...places(0)].sort());
  for (const at of places(0)) {
    expect(at).toBeGreaterThan(NOON + 1000);
    expect(at).toBeLessThan(NOON + 2000);
  }
});

it('loses messages and says so in the log', async () => {
  const { sandbox, receiver } = stage;
  await setMode(sandbox, { drop: 1 });
  await happen(sandbox, 'Lost');
  await setMode(sandbox, {});
  await happen(sandbox, 'Found');
  const [lost, found] = await attemptsReach(sandbox, 2);
  expect(lost).toMatchObject({
    state: 'Failure',
    attempts: [{ status: 0, error: 'Lost on purpose.' }],
  });
  expect(found).toMatchObject({ state: 'Success' });
  expect(receiver.received).toHaveLength(1);
});

it('takes a share for a share', () => {
  const lost = Array.from({ length: 1000 }, (_, i) => planOf({ drop: 0.3 }, i, NOON).isLost);
  const share = lost.filter(Boolean).length / lost.length;
  expect(share).toBeGreaterThan(0.25);
  expect(share).toBeLessThan(0.35);
  const twice = Array.from({ length: 1000 }, (_, i) => planOf({ duplicate: 0.3 }, i, NOON).isTwice);
  expect(twice).not.toEqual(lost);
  expect(planOf({}, 0, NOON)).toEqual({ isLost: false, isTwice: false, at: NOON });
});

it('is one company’s own where it has one', async () => {
  const { sandbox } = stage;
  const [quiet, usual] = [await happen(sandbox), await happen(sandbox)];
  await attemptsReach(sandbox, 2);
  await setMode(sandbox, { companyId: quiet.toUpperCase(), drop: 1 });
  const link = (companyId: string) =>
    sandbox.call('POST', `/companies/${companyId}/connections`, { body: { platformKey: 'gbol' } });
  await link(quiet);
  await link(usual);
  await attemptsReach(sandbox, 4);
  const states = (await deliveries(sandbox)).slice(2).map(({ companyId, state }) => [companyId, state]);
  expect(states).toEqual([
    [quiet, 'Failure'],
    [usual, 'Success'],
  ]);
  expect(JSON.parse((await door(sandbox, 'GET', '/webhooks/mode')).text)).toEqual({
    all: {},
    companies: { [quiet]: { drop: 1 } },
  });
  await door(sandbox, 'POST', '/reset', { companyId: quiet });
  expect(JSON.parse((await door(sandbox, 'GET', '/webhooks/mode')).text)).toEqual({ all: {}, companies: {} });
});

it.each([
  { drop: 2 },
  { duplicate: -1 },
  { delayMs: 1.5 },
  { timeLapse: 0 },
  { reorder: 'yes' },
  { speed: 1 },
  { companyId: '__proto__' },
])('refuses %j', async (mode) => {
  expect((await door(stage.sandbox, 'PUT', '/webhooks/mode', mode)).status).toBe(400);
});

it('knows no door of a consumer or message that is not there', async () => {
  const { sandbox } = stage;
  const calls = [
    ['POST', '/deliveries/msg_none/resend'],
    ['POST', `/webhooks/${randomUUID()}/replay`],
    ['POST', `/webhooks/${randomUUID()}/recover`],
    ['PUT', `/webhooks/${randomUUID()}`],
  ] as const;
  for (const [method, path] of calls) expect((await door(sandbox, method, path)).status, path).toBe(404);
});
