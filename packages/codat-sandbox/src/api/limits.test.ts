// Tests of plan limits: refused beyond them when set, announced once, lifted at midnight UTC.

import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { advance, createCompany, startForTest, type TestSandbox } from '../../test/client';
import { createClock } from '../state/clock';
import type { PublishedEvent } from '../state/events';
import { createWorld } from '../state/world';
import { publish } from '../wire/events';
import { createLimits } from './limits';

const HOUR = 60 * 60 * 1000;
const EVENING = Date.parse('2026-03-10T22:00:00Z');

let sandbox: TestSandbox;

beforeEach(async () => {
  sandbox = await startForTest({ now: () => EVENING });
});
afterEach(() => sandbox.close());

const setLimits = (body: object) => sandbox.call('PUT', '/_sandbox/limits', { body });
const profile = () => sandbox.call('GET', '/profile');

it('counts and refuses nothing by itself', async () => {
  const before = Number((await profile()).headers.get('x-rate-limit-remaining'));
  const after = await profile();
  expect(after.headers.get('x-rate-limit-limit')).toBe('1000');
  expect(Number(after.headers.get('x-rate-limit-remaining'))).toBe(before - 1);
  expect(after.headers.get('x-rate-limit-reset')).toBe('2026-03-11T00:00:00.000Z');
});

it('answers 402 beyond the number of companies, also to a repeat, until one is deleted', async () => {
  const { id } = await createCompany(sandbox);
  await setLimits({ companies: 1 });
  const headers = { 'idempotency-key': randomUUID() };
  const create = (init = {}) => sandbox.call('POST', '/companies', { body: { name: 'Second' }, ...init });
  const refused = await create({ headers });
  expect(refused.status).toBe(402);
  expect(await refused.json()).toMatchObject({ error: expect.stringContaining('Company limit exceeded') });
  await sandbox.call('DELETE', `/companies/${id}`);
  expect([(await create({ headers })).status, (await create()).status]).toEqual([402, 200]);
});

it('answers 429 until midnight once the calls of the day are used up', async () => {
  await setLimits({ dailyCalls: 3 });
  const answers = [await profile(), await profile(), await profile(), await profile()];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
  expect(answers.map(({ headers }) => headers.get('x-rate-limit-remaining'))).toEqual(['2', '1', '0', '0']);
  const last = answers[3];
  expect(last?.headers.get('retry-after')).toBe(String((2 * HOUR) / 1000));
  expect(await last?.json()).toMatchObject({ statusCode: 429, error: expect.stringContaining('too many') });
  await advance(sandbox, 2 * HOUR);
  expect((await profile()).status).toBe(200);
});

it('is lifted by hand, and refuses what is no limit', async () => {
  await setLimits({ dailyCalls: 1 });
  await profile();
  expect((await profile()).status).toBe(429);
  expect((await sandbox.call('DELETE', '/_sandbox/limits')).status).toBe(204);
  expect((await profile()).status).toBe(200);
  expect((await setLimits({ dailyCalls: 0 })).status).toBe(400);
  expect((await setLimits({ callsPerDay: 5 })).status).toBe(400);
});

it('tells those who listen once when the quota is gone, and at midnight that it is back', () => {
  const clock = createClock(() => EVENING);
  const world = createWorld({
    publish,
    clock,
    url: 'http://127.0.0.1:1',
    appUrl: 'http://127.0.0.1:2',
    syncSeconds: 0,
  });
  const told: PublishedEvent[] = [];
  world.onEvent((event) => told.push(event));
  const limits = createLimits(world);
  limits.set({ dailyCalls: 1 });
  for (let call = 0; call < 4; call += 1) {
    const quota = limits.count();
    if (quota.isOver) limits.refuse(quota);
  }
  expect(told.map(({ type }) => type)).toEqual(['client.rateLimit.reached']);
  clock.advance(30 * HOUR);
  world.scheduler.runDue();
  world.scheduler.close();
  expect(told.map(({ type, at }) => [type, new Date(at).toISOString()])).toEqual([
    ['client.rateLimit.reached', '2026-03-10T22:00:00.000Z'],
    ['client.rateLimit.reset', '2026-03-11T00:00:00.000Z'],
  ]);
  expect(JSON.parse(told[0]?.body ?? '')).toMatchObject({ payload: { dailyQuota: 1, quotaRemaining: 0 } });
});
