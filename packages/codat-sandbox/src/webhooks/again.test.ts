// Tests of messages sent again: resend, recovery, replay, restart.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { advance, startForTest } from '../../test/client';
import {
  attemptsReach,
  consume,
  deliveries,
  door,
  happen,
  NOON,
  type Stage,
  setMode,
  silence,
  startStage,
  status,
} from '../../test/webhooks';
import { makeSecret } from './signature';

const DAY = 24 * 60 * 60 * 1000;

let stage: Stage;
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-webhooks-'));
  stage = await startStage({ stateFile: join(folder, 'state.json') });
});
afterEach(async () => {
  await stage.close();
  await rm(folder, { recursive: true, force: true });
});

const names = () => stage.receiver.received.map(({ body }) => JSON.parse(body).payload.name);
const iso = (ms: number) => new Date(ms).toISOString();

it('sends a delivered message again under its id', async () => {
  const { sandbox, receiver } = stage;
  await consume(sandbox, receiver.url);
  await happen(sandbox);
  const [first] = await attemptsReach(sandbox, 1);
  expect((await door(sandbox, 'POST', `/deliveries/${first?.id}/resend`)).status).toBe(202);
  const [second] = await attemptsReach(sandbox, 2);
  expect(second).toMatchObject({ id: first?.id, state: 'Success' });
  expect(receiver.received.map(({ id }) => id)).toEqual([first?.id, first?.id]);
});

it('sends a waiting message at once, and its old appointment lapses', async () => {
  const { sandbox, receiver } = stage;
  await consume(sandbox, receiver.url);
  receiver.answer = status(500);
  await happen(sandbox);
  const [waiting] = await attemptsReach(sandbox, 1);
  await advance(sandbox, 2000);
  await door(sandbox, 'POST', `/deliveries/${waiting?.id}/resend`);
  // The schedule starts afresh.
  const [again] = await attemptsReach(sandbox, 2);
  expect(again).toMatchObject({ state: 'Attempting', nextAttemptAt: iso(NOON + 7000) });
  await advance(sandbox, 3000);
  expect((await deliveries(sandbox))[0]).toEqual(again);
});

it('recovers what failed, and replays that and what was missed, with some space between', async () => {
  const { sandbox, receiver } = stage;
  const id = await consume(sandbox, receiver.url);
  const during = async (change: () => Promise<unknown>, name: string) => {
    await change();
    await happen(sandbox, name);
  };
  await during(() => setMode(sandbox, {}), 'Delivered');
  await during(() => setMode(sandbox, { drop: 1 }), 'Lost');
  await setMode(sandbox, {});
  await during(() => door(sandbox, 'PUT', `/webhooks/${id}`, { disabled: true }), 'Missed');
  await door(sandbox, 'PUT', `/webhooks/${id}`, { disabled: false });
  await attemptsReach(sandbox, 2);
  expect(names()).toEqual(['Delivered']);

  expect(await door(sandbox, 'POST', `/webhooks/${id}/recover`)).toEqual({
    status: 202,
    text: '{"count":1}',
  });
  await attemptsReach(sandbox, 3);
  expect(names()).toEqual(['Delivered', 'Lost']);

  await during(() => setMode(sandbox, { drop: 1 }), 'Lost again');
  await setMode(sandbox, {});
  expect(await door(sandbox, 'POST', `/webhooks/${id}/replay`)).toEqual({ status: 202, text: '{"count":2}' });
  // The first at once, the second a little later.
  await attemptsReach(sandbox, 5);
  expect(names()).toEqual(['Delivered', 'Lost', 'Missed']);
  await advance(sandbox, 100);
  await attemptsReach(sandbox, 6);
  expect(names()).toEqual(['Delivered', 'Lost', 'Missed', 'Lost again']);
  expect(await door(sandbox, 'POST', `/webhooks/${id}/replay`)).toEqual({ status: 202, text: '{"count":0}' });
});

it('replays for a consumer that came later, from a moment on and no further back than two weeks', async () => {
  const { sandbox, receiver } = stage;
  await happen(sandbox, 'Old');
  await advance(sandbox, DAY);
  await happen(sandbox, 'Newer');
  await advance(sandbox, 13 * DAY);
  await happen(sandbox, 'New');
  const id = await consume(sandbox, receiver.url);
  const replay = (since?: number) =>
    door(sandbox, 'POST', `/webhooks/${id}/replay`, since === undefined ? {} : { since: iso(since) });
  expect((await replay(NOON + 2 * DAY)).text).toBe('{"count":1}');
  await attemptsReach(sandbox, 1);
  await advance(sandbox, 1);
  expect((await replay()).text).toBe('{"count":1}');
  await attemptsReach(sandbox, 2);
  expect(names()).toEqual(['New', 'Newer']);
  expect((await door(sandbox, 'POST', `/webhooks/${id}/replay`, { since: 'yesterday' })).status).toBe(400);
});

it('goes on after a restart: consumers, secrets, what waits and what was on its way', async () => {
  const { sandbox, receiver } = stage;
  const stateFile = join(folder, 'state.json');
  const id = await consume(sandbox, receiver.url);
  const secret = makeSecret();
  await door(sandbox, 'PUT', `/webhooks/${id}/secret`, { secret });
  receiver.answer = status(500);
  await happen(sandbox, 'Waiting');
  await attemptsReach(sandbox, 1);
  receiver.answer = silence;
  await happen(sandbox, 'On its way');
  await expect.poll(() => receiver.received.length).toBe(2);
  const before = await deliveries(sandbox);
  expect(before.map(({ state }) => state)).toEqual(['Attempting', 'Sending']);
  await sandbox.close();

  receiver.answer = status(200);
  const second = await startForTest({ syncSeconds: 0, now: () => NOON, stateFile });
  stage.sandbox = second;
  stage.close = async () => {
    await second.close();
    await receiver.close();
  };
  await attemptsReach(second, 2);
  expect(names()).toEqual(['Waiting', 'On its way', 'On its way']);
  await advance(second, 5000);
  const after = await attemptsReach(second, 3);
  expect(after.map((each) => [each.id, each.state])).toEqual(before.map((each) => [each.id, 'Success']));
  expect(names().at(-1)).toBe('Waiting');
  for (const { headers, body } of receiver.received) new Webhook(secret).verify(body, headers);
});

it('forgets one company with its messages, and leaves the others alone', async () => {
  const { sandbox, receiver } = stage;
  const id = await consume(sandbox, receiver.url);
  receiver.answer = status(500);
  const gone = await happen(sandbox, 'Gone');
  const stays = await happen(sandbox, 'Stays');
  await attemptsReach(sandbox, 2);
  receiver.answer = status(200);
  await door(sandbox, 'POST', '/reset', { companyId: gone.toUpperCase() });
  expect((await deliveries(sandbox)).map(({ companyId }) => companyId)).toEqual([stays]);
  await advance(sandbox, 5000);
  await attemptsReach(sandbox, 2);
  expect(names().slice(2)).toEqual(['Stays']);
  expect((await door(sandbox, 'POST', `/webhooks/${id}/replay`)).text).toBe('{"count":0}');
  await door(sandbox, 'POST', '/reset');
  expect(await deliveries(sandbox)).toEqual([]);
  expect(await (await sandbox.call('GET', '/webhooks')).json()).toEqual({ results: [] });
});
