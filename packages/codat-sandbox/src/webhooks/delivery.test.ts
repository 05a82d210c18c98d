// Tests of delivery: what counts as success, the retry schedule to the millisecond, disabled consumers.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { advance } from '../../test/client';
import {
  attemptsReach,
  consume,
  deliveries,
  door,
  happen,
  isDisabled,
  NOON,
  type Stage,
  setMode,
  startStage,
  status,
} from '../../test/webhooks';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const SCHEDULE = [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 10 * HOUR];

let stage: Stage;

beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.close());

it('delivers once and remembers it', async () => {
  const { sandbox, receiver } = stage;
  const consumerId = await consume(sandbox, receiver.url);
  const companyId = await happen(sandbox);
  const [delivery] = await attemptsReach(sandbox, 1);
  const [message] = receiver.received;
  expect(delivery).toEqual({
    id: message?.id,
    eventType: 'company.created',
    companyId,
    consumerId,
    url: receiver.url,
    body: message?.body,
    state: 'Success',
    createdAt: new Date(NOON).toISOString(),
    attempts: [{ at: new Date(NOON).toISOString(), status: 200, ms: expect.any(Number) }],
  });
  expect(message?.headers['content-type']).toBe('application/json');
  // Receivers compare it with their own clock, wherever the sandbox clock stands.
  expect(Math.abs(Number(message?.headers['webhook-timestamp']) * 1000 - Date.now())).toBeLessThan(10_000);
  expect(await deliveries(sandbox, `?companyId=${companyId}`)).toHaveLength(1);
  expect(await deliveries(sandbox, `?consumerId=${consumerId}`)).toHaveLength(1);
  expect(await deliveries(sandbox, `?consumerId=${companyId}`)).toEqual([]);
});

it.each([201, 204, 299])('takes %s for an answer', async (code) => {
  stage.receiver.answer = status(code);
  await consume(stage.sandbox, stage.receiver.url);
  await happen(stage.sandbox);
  expect((await attemptsReach(stage.sandbox, 1))[0]).toMatchObject({ state: 'Success' });
});

it.each([400, 410, 500])('takes %s for a failure', async (code) => {
  stage.receiver.answer = status(code);
  await consume(stage.sandbox, stage.receiver.url);
  await happen(stage.sandbox);
  const [delivery] = await attemptsReach(stage.sandbox, 1);
  expect(delivery).toMatchObject({ state: 'Attempting', attempts: [{ status: code }] });
});

it('does not follow a redirect', async () => {
  const { sandbox, receiver } = stage;
  receiver.answer = (response) => response.writeHead(307, { location: receiver.url }).end();
  await consume(sandbox, receiver.url);
  await happen(sandbox);
  const [delivery] = await attemptsReach(sandbox, 1);
  expect(delivery).toMatchObject({ state: 'Attempting', attempts: [{ status: 307 }] });
  expect(receiver.received).toHaveLength(1);
});

it('says why there was no answer', async () => {
  const { sandbox, receiver } = stage;
  receiver.answer = (response) => response.destroy();
  await consume(sandbox, receiver.url);
  await consume(sandbox, 'http://127.0.0.1:1/nobody');
  await happen(sandbox);
  const errors = (await attemptsReach(sandbox, 2)).map(({ attempts }) => attempts[0]);
  expect(errors).toMatchObject([
    { status: 0, error: 'ECONNRESET' },
    { status: 0, error: 'ECONNREFUSED' },
  ]);
});

it.each([1, 1000])('tries again by the schedule, %s times as quick as in life', async (timeLapse) => {
  const { sandbox, receiver } = stage;
  receiver.answer = status(500);
  await setMode(sandbox, { timeLapse });
  await consume(sandbox, receiver.url);
  await happen(sandbox);
  let now = NOON;
  for (const [index, wait] of SCHEDULE.map((ms) => ms / timeLapse).entries()) {
    const [waiting] = await attemptsReach(sandbox, index + 1);
    expect(waiting).toMatchObject({ state: 'Attempting' });
    expect(Date.parse(waiting?.nextAttemptAt ?? '')).toBe(now + wait);
    await advance(sandbox, wait - 1);
    expect((await deliveries(sandbox))[0]).toEqual(waiting);
    await advance(sandbox, 1);
    now += wait;
  }
  const [over] = await attemptsReach(sandbox, 8);
  expect(over).toMatchObject({ state: 'Failure' });
  expect(over).not.toHaveProperty('nextAttemptAt');
  await advance(sandbox, DAY);
  expect((await deliveries(sandbox))[0]).toEqual(over);
  expect(receiver.received).toHaveLength(8);
  expect(new Set(receiver.received.map(({ id, body }) => `${id} ${body}`)).size).toBe(1);
});

it('stops trying when it succeeds', async () => {
  const { sandbox, receiver } = stage;
  receiver.answer = status(503);
  await consume(sandbox, receiver.url);
  await happen(sandbox);
  await attemptsReach(sandbox, 1);
  receiver.answer = status(200);
  await advance(sandbox, 5 * SECOND);
  const [delivered] = await attemptsReach(sandbox, 2);
  expect(delivered).toMatchObject({ state: 'Success' });
  expect(delivered).not.toHaveProperty('nextAttemptAt');
});

it('disables a consumer that failed for five days', async () => {
  const { sandbox, receiver } = stage;
  receiver.answer = status(500);
  const consumerId = await consume(sandbox, receiver.url);
  await happen(sandbox);
  await attemptsReach(sandbox, 1);
  // The retry that was due counts for when it is made.
  await advance(sandbox, 5 * DAY - 1);
  await attemptsReach(sandbox, 2);
  expect(await isDisabled(sandbox, consumerId)).toBe(false);
  await advance(sandbox, 1);
  await happen(sandbox);
  await attemptsReach(sandbox, 3);
  expect(await isDisabled(sandbox, consumerId)).toBe(true);
  expect((await deliveries(sandbox)).map(({ state }) => state)).toEqual(['Failure', 'Failure']);
  await happen(sandbox);
  await advance(sandbox, DAY);
  expect(await deliveries(sandbox)).toHaveLength(2);

  receiver.answer = status(200);
  const replayed = () => door(sandbox, 'POST', `/webhooks/${consumerId}/replay`);
  expect((await replayed()).status).toBe(400);
  expect((await door(sandbox, 'PUT', `/webhooks/${consumerId}`, { disabled: false })).status).toBe(204);
  expect(await replayed()).toEqual({ status: 202, text: '{"count":3}' });
});

it('counts the five days from the last success', async () => {
  const { sandbox, receiver } = stage;
  const consumerId = await consume(sandbox, receiver.url);
  receiver.answer = status(500);
  await happen(sandbox);
  await attemptsReach(sandbox, 1);
  receiver.answer = status(200);
  await advance(sandbox, DAY);
  await attemptsReach(sandbox, 2);
  receiver.answer = status(500);
  await advance(sandbox, 4 * DAY);
  await happen(sandbox);
  await attemptsReach(sandbox, 3);
  expect(await isDisabled(sandbox, consumerId)).toBe(false);
});

it('sends nothing to a consumer that was taken away or is disabled', async () => {
  const { sandbox, receiver } = stage;
  receiver.answer = status(500);
  const gone = await consume(sandbox, receiver.url);
  await consume(sandbox, receiver.url, ['company.created'], { disabled: true });
  await happen(sandbox, 'First');
  await attemptsReach(sandbox, 1);
  expect((await sandbox.call('DELETE', `/webhooks/${gone}`)).status).toBe(204);
  expect(await deliveries(sandbox)).toEqual([]);
  await advance(sandbox, DAY);
  // Whatever had been sent would have left before this.
  await consume(sandbox, receiver.url);
  await happen(sandbox, 'Last');
  await attemptsReach(sandbox, 1);
  expect(receiver.received.map(({ body }) => JSON.parse(body).payload.name)).toEqual(['First', 'Last']);
});

it('calls off what is on its way to a consumer that is taken away', async () => {
  const { sandbox, receiver } = stage;
  let hungUp = 0;
  receiver.answer = (response) => {
    response.on('close', () => {
      hungUp += 1;
    });
  };
  const id = await consume(sandbox, receiver.url);
  await happen(sandbox);
  await expect.poll(() => receiver.received.length).toBe(1);
  await sandbox.call('DELETE', `/webhooks/${id}`);
  await expect.poll(() => hungUp).toBe(1);
});

it('does not send what waited in a queue for a company that is forgotten', async () => {
  const { sandbox, receiver } = stage;
  const held: (() => void)[] = [];
  receiver.answer = (response) => held.push(() => response.end());
  await consume(sandbox, receiver.url);
  for (let i = 0; i < 20; i += 1) await happen(sandbox, 'Held');
  await expect.poll(() => held.length).toBe(20);
  const companyId = await happen(sandbox, 'Forgotten');
  await happen(sandbox, 'Last');
  await door(sandbox, 'POST', '/reset', { companyId });
  receiver.answer = status(200);
  for (const release of held) release();
  await attemptsReach(sandbox, 21);
  const names = receiver.received.map(({ body }) => JSON.parse(body).payload.name);
  expect(names.slice(20)).toEqual(['Last']);
});

it('sends what a consumer asked for: these events, companies with one of these tags', async () => {
  const { sandbox, receiver } = stage;
  await consume(sandbox, receiver.url, ['company.created'], { companyTags: ['region:North', 'kind:shop'] });
  const make = (name: string, tags?: object) =>
    sandbox.call('POST', '/companies', { body: { name, ...(tags ? { tags } : {}) } });
  await make('None');
  await make('Other case', { region: 'north' });
  await make('Other key', { area: 'North' });
  await make('North', { region: 'North' });
  await make('Both', { region: 'North', kind: 'shop' });
  await consume(sandbox, receiver.url, ['company.created.now', 'Company.Created']);
  await make('Shop', { kind: 'shop' });
  await attemptsReach(sandbox, 3);
  const names = receiver.received.map(({ body }) => JSON.parse(body).payload.name);
  expect(names.sort()).toEqual(['Both', 'North', 'Shop']);
});
