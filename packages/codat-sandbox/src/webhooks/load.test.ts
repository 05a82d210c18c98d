// Load test of delivery: thousands of messages to a slow receiver delay no other.
import { expect, it } from 'vitest';
import { createCompany, type TestSandbox } from '../../test/client';
import { consume, deliveries, type Receiver, startReceiver, startStage } from '../../test/webhooks';

const EVENTS = 2000;
const AT_ONCE = 50;

/** The middle one of many calls, in milliseconds: a machine that is busy for a moment does not show in it. */
async function usualTime(sandbox: TestSandbox, path: string): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < 101; i += 1) {
    const began = performance.now();
    await (await sandbox.call('GET', path)).arrayBuffer();
    times.push(performance.now() - began);
  }
  return times.sort((a, b) => a - b)[50] ?? 0;
}

/** Takes every message and answers none. */
function neverAnswer(receiver: Receiver) {
  const hands = { now: 0, most: 0 };
  receiver.answer = (response) => {
    hands.now += 1;
    hands.most = Math.max(hands.most, hands.now);
    response.on('close', () => {
      hands.now -= 1;
    });
  };
  return hands;
}

it('answers as quickly with two thousand messages waiting, and other consumers are served', async () => {
  const { sandbox, receiver, close } = await startStage();
  const path = `/companies/${(await createCompany(sandbox)).id}`;
  await usualTime(sandbox, path);
  const before = await usualTime(sandbox, path);

  const hands = neverAnswer(receiver);
  await consume(sandbox, receiver.url);
  for (let made = 0; made < EVENTS; made += AT_ONCE) {
    await Promise.all(Array.from({ length: AT_ONCE }, () => createCompany(sandbox)));
  }
  const after = await usualTime(sandbox, path);
  const log = await deliveries(sandbox);
  expect(log).toHaveLength(EVENTS);
  expect(log.filter(({ state }) => state === 'Success')).toEqual([]);
  // Twice the width at most: lines that were given up may be seen to end after the next ones began.
  expect(hands.most).toBeGreaterThanOrEqual(20);
  expect(hands.most).toBeLessThanOrEqual(40);
  // A queue that is walked on every call would show as a multiple; this leaves room for a busy machine.
  expect(after / before).toBeLessThan(5);

  const quick = await startReceiver();
  await consume(sandbox, quick.url);
  await createCompany(sandbox);
  await expect.poll(() => quick.received.length).toBe(1);
  await quick.close();
  await close();
});
