import { randomBytes, randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { insertEvents } from '@/db/queries/consents';
import { listDeliveries } from '@/db/queries/deliveries';
import { listJobsByState } from '@/db/queries/jobs';
import { isPast, type Moment, markMoment } from '@/db/queries/replays';
import { findSubscriber, listSubscribers, setSubscriberState } from '@/db/queries/subscribers';
import { deliveries, subscribers } from '@/db/schema/outbound';
import { useTestDatabase } from '@/e2e/database';
import { businessWith, outboundTools, sealKey, startOutboundWorker, subscribe } from '@/e2e/outbound';
import { type Receiver, startReceiver } from '@/e2e/receiver';
import { sampleEvent } from '@/e2e/sample-events';
import { pauseConsent } from '../consent/pause-consent';
import { NotFound } from '../errors';
import type { Worker } from '../jobs/worker';
import { deliverEvent } from './deliver';
import { ping } from './ping';
import {
  addSubscriber,
  BadSubscriber,
  pauseSubscriber,
  reEncrypt,
  remove,
  replay,
  resumeSubscriber,
  retryDead,
  rotate,
} from './subscribers';

const database = useTestDatabase();
const workers: Worker[] = [];
let receiver: Receiver;

beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
  for (const { name } of await listSubscribers(database.db)) await remove(database.db, name);
  await receiver.close();
});

const work = async () => workers.push(await startOutboundWorker(database, outboundTools(database.db)));
const seqs = () => receiver.received.map(({ message }) => message.data.event.seq);
const pendingCalls = async () =>
  (await listJobsByState(database.db, 'waiting', 500)).filter(({ job }) => job.kind === 'deliver-event')
    .length;
const countOf = async (id: string, state: 'waiting' | 'acknowledged' | 'dead') =>
  (await listDeliveries(database.db, id, [state], 100)).length;

test('a subscriber that comes later is given the past, once, and in order', async () => {
  const [one, two] = [await businessWith(database.db, 3), await businessWith(database.db, 2)];
  const { id } = await subscribe(database.db, 'late', receiver.url, { products: ['lending'] });
  await businessWith(database.db, 1, 'cash-flow');
  expect(await countOf(id, 'waiting')).toBe(0);
  expect(await replay(database.db, 'late', { fromSeq: 1, companyId: one.companyId })).toBe(3);
  await work();
  await expect.poll(() => countOf(id, 'acknowledged')).toBe(3);
  expect(seqs()).toEqual([1, 2, 3]);
  const before = receiver.received.map((received) => received.id);
  expect(await replay(database.db, 'late', { fromSeq: 2, companyId: one.companyId })).toBe(2);
  await expect.poll(() => receiver.received.length).toBe(5);
  // What comes again comes as what it was.
  expect(receiver.received.slice(3).map((received) => received.id)).toEqual(before.slice(1));
  expect(await replay(database.db, 'late', { fromSeq: 1 })).toBeGreaterThanOrEqual(5);
  await expect
    .poll(() => receiver.received.filter(({ message }) => message.data.company_id === two.companyId).length)
    .toBe(2);
});

test('an event that was being written while the subscriber came is not lost by a replay', async () => {
  const companyId = randomUUID();
  const body = sampleEvent({ companyId });
  let finish: () => void = () => {};
  const waits = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const begun: Moment[] = [];
  // It began to write before the endpoint existed, enqueues nothing for it, and ends after the replay was requested.
  const writing = database.db.transaction(async (tx) => {
    await insertEvents(tx, companyId, [{ body, hash: 'hash', signature: 'none', keyId: 'none' }]);
    begun.push(await markMoment(tx));
    await waits;
  });
  await expect.poll(() => begun.length).toBe(1);
  const { id } = await subscribe(database.db, 'just-in-time', receiver.url);
  const replayed = replay(database.db, 'just-in-time', { fromSeq: 1, companyId });
  const asked = await markMoment(database.db);
  for (let n = 0; n < 40; n += 1) expect(await isPast(database.db, asked)).toBe(false);
  finish();
  await writing;
  expect(await replayed).toBe(1);
  expect(await countOf(id, 'waiting')).toBe(1);
});

test('what happens during a pause waits, and comes in order after it', async () => {
  const { id } = await subscribe(database.db, 'sleeper', receiver.url);
  await work();
  await pauseSubscriber(database.db, 'sleeper');
  await businessWith(database.db, 3);
  expect(await countOf(id, 'waiting')).toBe(3);
  expect(await pendingCalls()).toBe(0);
  expect(await resumeSubscriber(database.db, 'sleeper')).toBe(3);
  await expect.poll(() => countOf(id, 'acknowledged')).toBe(3);
  expect(seqs()).toEqual([1, 2, 3]);
});

test('what is owed again comes in the order of the ledger, even if newer work was made first', async () => {
  const { id } = await subscribe(database.db, 'orderly', receiver.url);
  await pauseSubscriber(database.db, 'orderly');
  const ctx = await businessWith(database.db, 3);
  // Resumed; before the waiting events are enqueued again, the next event is there with its job.
  await setSubscriberState(database.db, id, 'active', null);
  await pauseConsent(ctx, 'lending');
  expect(await resumeSubscriber(database.db, 'orderly')).toBe(4);
  await work();
  await expect.poll(() => countOf(id, 'acknowledged')).toBe(4);
  expect(seqs()).toEqual([1, 2, 3, 4]);
});

test('what is given up is said to be, and can be tried again', async () => {
  receiver.answer = (response) => response.writeHead(500).end();
  const { id } = await subscribe(database.db, 'stubborn', receiver.url);
  const ctx = await businessWith(database.db, 1);
  await database.db
    .update(deliveries)
    .set({ attempts: 7, enqueuedAt: new Date(Date.now() - 4 * 86_400_000) })
    .where(eq(deliveries.subscriberId, id));
  await work();
  await expect.poll(() => countOf(id, 'dead')).toBe(1);
  await expect
    .poll(async () => (await listJobsByState(database.db, 'dead', 10)).map(({ job }) => job.kind))
    .toEqual(['deliver-event']);
  expect((await listSubscribers(database.db))[0]).toMatchObject({ name: 'stubborn', dead: 1, waiting: 0 });
  receiver.answer = (response) => response.end();
  // A later event continues meanwhile: a dead letter does not block the lane.
  await pauseConsent(ctx, 'lending');
  await expect.poll(() => countOf(id, 'acknowledged')).toBe(1);
  expect(await retryDead(database.db, 'stubborn')).toBe(1);
  await expect.poll(() => countOf(id, 'acknowledged')).toBe(2);
});

test('while a secret is changed, both are believed; afterwards the new one', async () => {
  const { id, secret } = await subscribe(database.db, 'changing', receiver.url);
  const next = await rotate({ db: database.db, seal: { keys: [sealKey] } }, 'changing', 24);
  await work();
  const ctx = await businessWith(database.db, 1);
  await expect.poll(() => receiver.received.length).toBe(1);
  const verifies = (one: string, n: number) => {
    const { text, headers } = receiver.received[n] ?? { text: '', headers: {} };
    try {
      new Webhook(one).verify(text, headers as Record<string, string>);
      return true;
    } catch {
      return false;
    }
  };
  expect([verifies(secret, 0), verifies(next, 0)]).toEqual([true, true]);
  await database.db.update(subscribers).set({ previousUntil: new Date() }).where(eq(subscribers.id, id));
  await pauseConsent(ctx, 'lending');
  await expect.poll(() => receiver.received.length).toBe(2);
  expect([verifies(secret, 1), verifies(next, 1)]).toEqual([false, true]);
});

test('with another key nothing is sent and nothing is lost; a key that replaces one seals anew', async () => {
  const { id } = await subscribe(database.db, 'sealed', receiver.url);
  await businessWith(database.db, 1);
  const [enqueued] = await listDeliveries(database.db, id, ['waiting'], 1);
  const job = {
    kind: 'deliver-event',
    companyId: enqueued?.companyId ?? '',
    subscriberId: id,
  } as const;
  const key = randomBytes(32);
  const only = (keys: Buffer[]) => ({ ...outboundTools(database.db), seal: { keys } });
  await expect(deliverEvent(only([key]), job)).rejects.toThrow('OUTBOUND_KEY');
  expect(receiver.received).toEqual([]);
  expect(await reEncrypt({ db: database.db, seal: { keys: [key, sealKey] } })).toBe(1);
  await expect(deliverEvent(only([sealKey]), job)).rejects.toThrow('OUTBOUND_KEY');
  await deliverEvent(only([key]), job);
  expect(receiver.received).toHaveLength(1);
  expect(await countOf(id, 'acknowledged')).toBe(1);
});

test('a ping is signed and tells nothing', async () => {
  const { secret } = await subscribe(database.db, 'heard', receiver.url);
  expect(await ping(outboundTools(database.db), 'heard')).toMatchObject({ outcome: 'acknowledged' });
  const [{ text, headers } = { text: '', headers: {} }] = receiver.received;
  expect(new Webhook(secret).verify(text, headers as Record<string, string>)).toMatchObject({
    type: 'ping',
    data: {},
  });
});

test('the secret is kept sealed; who is removed is told nothing more, and the name is free again', async () => {
  const { id, secret } = await subscribe(database.db, 'guest', receiver.url);
  const row = await findSubscriber(database.db, 'guest');
  expect(JSON.stringify(row)).not.toContain(secret.slice(6));
  expect(JSON.stringify(await listSubscribers(database.db))).not.toContain(row?.secret);
  await businessWith(database.db, 1);
  await remove(database.db, 'guest');
  await work();
  await businessWith(database.db, 1);
  await expect.poll(pendingCalls).toBe(0);
  expect(receiver.received).toEqual([]);
  expect(await countOf(id, 'dead')).toBe(1);
  await expect(pauseSubscriber(database.db, 'guest')).rejects.toBeInstanceOf(NotFound);
  expect((await subscribe(database.db, 'guest', receiver.url)).id).not.toBe(id);
});

test.each([
  ['Big Name', 'https://example.com/', 'name'],
  ['inside', 'https://10.0.0.1/', 'private network'],
  ['plain', 'http://example.com/', 'https'],
])('%s at %s is refused', async (name, url, why) => {
  const tools = { db: database.db, seal: { keys: [sealKey] }, policy: { privateHosts: [] } };
  const adding = addSubscriber(tools, { name, url, types: null, products: null });
  await expect(adding).rejects.toBeInstanceOf(BadSubscriber);
  await expect(adding).rejects.toThrow(why);
});
