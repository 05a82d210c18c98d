import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listEvents } from '@/db/queries/consents';
import { listAttempts, listDeliveries } from '@/db/queries/deliveries';
import { findSubscriber } from '@/db/queries/subscribers';
import { useTestDatabase } from '@/e2e/database';
import {
  businessWith,
  businessWithMany,
  outboundTools,
  sealKey,
  startOutboundWorker,
  subscribe,
} from '@/e2e/outbound';
import { testKeys } from '@/e2e/receipt-issuer';
import { type Receiver, startReceiver } from '@/e2e/receiver';
import { pauseConsent } from '../consent/pause-consent';
import { deliveryId } from '../domain/work/outbound';
import type { Worker } from '../jobs/worker';
import { remove } from './subscribers';

const database = useTestDatabase();
const workers: Worker[] = [];
const names: string[] = [];
let receiver: Receiver;

beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
  await Promise.all(names.splice(0).map((name) => remove(database.db, name)));
  await receiver.close();
});

async function told(
  name: string,
  ...rest: Parameters<typeof subscribe> extends [unknown, unknown, ...infer R] ? R : never
) {
  names.push(name);
  return subscribe(database.db, name, ...rest);
}
async function work(timeoutMs?: number): Promise<void> {
  workers.push(await startOutboundWorker(database, outboundTools(database.db, timeoutMs)));
}
const states = async (subscriberId: string) =>
  (await listDeliveries(database.db, subscriberId, ['waiting', 'acknowledged', 'dead'], 5_000)).map(
    ({ state }) => state,
  );
const allAcknowledged = (subscriberId: string, count: number) =>
  expect.poll(() => states(subscriberId)).toEqual(Array(count).fill('acknowledged'));

test('each event is told in the order of the ledger, signed, and acknowledged', async () => {
  const { id, secret } = await told('scoring', receiver.url);
  receiver.answer = (response, { message }) =>
    response.end(JSON.stringify({ id: `ack-${message.data.event.seq}` }));
  await work();
  const ctx = await businessWith(database.db, 3);
  await allAcknowledged(id, 3);
  const ledger = await listEvents(database.db, ctx.companyId);
  expect(receiver.received.map(({ message }) => message.data.event)).toMatchObject(
    ledger.map(({ seq, hash, body }) => ({
      seq,
      hash,
      prev_hash: body.prev_hash,
      record_id: body.record_id,
    })),
  );
  expect(receiver.received.map(({ message }) => [message.type, message.data.standing.may_read])).toEqual([
    ['consent.given', true],
    ['consent.paused', false],
    ['consent.resumed', true],
  ]);
  for (const { id: messageId, text, headers } of receiver.received) {
    expect(new Webhook(secret).verify(text, headers as Record<string, string>)).toBeTruthy();
    expect(text).not.toContain('Maya');
    expect(text).not.toContain('Kestrel');
    expect(messageId).toMatch(/^evt_/);
  }
  const [first] = ledger;
  const rows = await listDeliveries(database.db, id, ['acknowledged'], 1);
  expect(rows[0]).toMatchObject({
    id: deliveryId(id, first?.body.record_id ?? ''),
    acknowledgement: 'ack-1',
    seq: 1,
    attempts: 1,
  });
  expect(await listAttempts(database.db, id, rows[0]?.id ?? '', 10)).toMatchObject([
    { outcome: 'acknowledged', status: 200 },
  ]);
});

test('a subscriber is told what it asked for, and nothing else', async () => {
  const pauses = await told('pauses', receiver.url, { types: ['consent.paused'] });
  const lending = await told('lending-only', receiver.url, { products: ['lending'] });
  const both = await told('both', receiver.url, { types: ['consent.given'], products: ['cash-flow'] });
  await businessWith(database.db, 2, 'lending');
  await businessWith(database.db, 2, 'cash-flow');
  const seen = async (subscriberId: string) =>
    (await listDeliveries(database.db, subscriberId, ['waiting'], 10)).map(({ seq }) => seq);
  expect(await seen(pauses.id)).toEqual([2, 2]);
  expect(await seen(lending.id)).toEqual([1, 2]);
  expect(await seen(both.id)).toEqual([1]);
});

const MOODS = [
  ['fails', 500, {}],
  ['is busy', 429, { 'retry-after': '1' }],
  ['redirects', 307, { location: 'http://127.0.0.1:1/' }],
  ['knows no such address', 404, {}],
] as const;

async function moody(mood: string, [status, headers]: readonly [number, Record<string, string>]) {
  const name = mood.replaceAll(' ', '-');
  const at = await startReceiver();
  let failures = 0;
  at.answer = (response, { message }) => {
    if (message.data.event.seq > 1 || failures === 1) return response.end();
    failures += 1;
    return response.writeHead(status, headers).end('secret of the receiver');
  };
  return { name, status, at, id: (await told(name, at.url)).id };
}

test('a subscriber that fails, is busy, redirects or knows no such address is told again, the same under the same id', async () => {
  const all = await Promise.all(MOODS.map(([mood, ...is]) => moody(mood, is)));
  await work();
  await businessWith(database.db, 2);
  for (const { name, status, at, id } of all) {
    await allAcknowledged(id, 2);
    const [a, b, c] = at.received;
    expect(at.received, name).toHaveLength(3);
    expect([a?.id, a?.text], name).toEqual([b?.id, b?.text]);
    // What came after it has waited for it.
    expect(c?.message.data.event.seq, name).toBe(2);
    const attempts = await listAttempts(database.db, id, null, 10);
    expect(attempts, name).toMatchObject([
      { deliveryId: a?.id, seq: 1, outcome: 'refused', status },
      { deliveryId: a?.id, seq: 1, outcome: 'acknowledged' },
      { deliveryId: c?.id, seq: 2, outcome: 'acknowledged' },
    ]);
    expect(await listAttempts(database.db, id, a?.id ?? '', 1), name).toEqual(attempts.slice(1, 2));
    expect(await listAttempts(database.db, randomUUID(), null, 10), name).toEqual([]);
    expect(JSON.stringify(attempts), name).not.toContain('secret of');
  }
  await Promise.all(all.map(({ at }) => at.close()));
});

test('a subscriber that is gone is paused, and what it is owed waits', async () => {
  receiver.answer = (response) => response.writeHead(410).end();
  const { id } = await told('leaver', receiver.url);
  await work();
  const ctx = await businessWith(database.db, 1);
  await expect
    .poll(() => findSubscriber(database.db, 'leaver'))
    .toMatchObject({ state: 'paused', problem: 'gone' });
  await pauseConsent(ctx, 'lending');
  expect(await states(id)).toEqual(['waiting', 'waiting']);
  expect(receiver.received).toHaveLength(1);
});

test('a subscriber that hangs holds up nobody, and is left alone more and more', async () => {
  const dead = await startReceiver();
  dead.answer = () => {};
  await told('dead', dead.url);
  const { id } = await told('alive', receiver.url);
  await Promise.all(Array.from({ length: 40 }, () => businessWith(database.db, 1)));
  const started = performance.now();
  await work(1_000);
  await allAcknowledged(id, 40);
  // Forty calls that hang a second each, one after another, would take forty.
  expect(performance.now() - started).toBeLessThan(20_000);
  expect(dead.received.length).toBeLessThan(12);
  await dead.close();
});

test('a worker that is killed between telling and noting it tells again, under the same id', async () => {
  const { id } = await told('control', receiver.url);
  await businessWith(database.db, 1);
  const victim = fork('e2e/outbound-kill-target.ts', [database.url, sealKey.toString('base64')], {
    execArgv: ['--import', 'tsx'],
    // It reads no event that these keys have not signed.
    env: { ...process.env, RECEIPT_SIGNING_KEYS: testKeys() },
    stdio: 'inherit',
  });
  let kills = 0;
  receiver.answer = (response) => {
    kills += 1;
    if (kills === 1) victim.kill('SIGKILL');
    else response.end();
  };
  await once(victim, 'exit');
  expect(receiver.received).toHaveLength(1);
  expect(await states(id)).toEqual(['waiting']);
  await work();
  await allAcknowledged(id, 1);
  expect(receiver.received).toHaveLength(2);
  expect(new Set(receiver.received.map((one) => one.id)).size).toBe(1);
  expect(new Set(receiver.received.map((one) => one.text)).size).toBe(1);
});

test('a hundred events for three subscribers: each is told exactly them, per business in order', async () => {
  const others = await Promise.all([startReceiver(), startReceiver()]);
  const all = [receiver, ...others];
  const ids = await Promise.all(all.map(({ url }, n) => told(`many-${n}`, url)));
  // The second one forgets to answer now and then, or fails after the work.
  let turn = 0;
  others[0]?.received.splice(0);
  if (others[0] !== undefined) {
    others[0].answer = (response) => {
      turn += 1;
      if (turn === 20 || turn === 70) response.destroy();
      else response.end();
    };
  }
  await Promise.all([work(), work()]);
  const customers = await Promise.all(Array.from({ length: 5 }, () => businessWithMany(database.db, 20)));
  for (const { id } of ids) {
    await expect
      .poll(async () => (await states(id)).filter((state) => state === 'acknowledged').length, {
        interval: 200,
      })
      .toBe(100);
  }
  for (const { received } of all) {
    const seen = new Map<string, number[]>();
    for (const { message } of received) {
      const own = seen.get(message.data.company_id) ?? [];
      // Told twice is the same once more, never an older one.
      if (own.at(-1) !== message.data.event.seq) own.push(message.data.event.seq);
      seen.set(message.data.company_id, own);
    }
    expect([...seen.keys()].sort()).toEqual(customers.map(({ companyId }) => companyId).sort());
    for (const own of seen.values()) expect(own).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
  }
  await Promise.all(others.map((other) => other.close()));
});
