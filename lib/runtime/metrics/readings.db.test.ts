import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { connectDatabase } from '@/db/client';
import { listDeliveries, recordAttempt } from '@/db/queries/deliveries';
import { insertJob } from '@/db/queries/jobs';
import { insertWebhooks } from '@/db/queries/webhooks';
import { jobs, webhookEvents } from '@/db/schema/work';
import { useTestDatabase } from '@/e2e/database';
import { businessWith, subscribe } from '@/e2e/outbound';
import { remove } from '../../webhooks-out/subscribers';
import type { Reading } from './meter';
import { createReadings } from './readings';

const database = useTestDatabase();
const now = () => new Date();
const figure = (readings: Reading[], name: string, labels: Record<string, string> = {}) =>
  readings
    .find((reading) => reading.name === name)
    ?.values.find((each) => JSON.stringify(each.labels) === JSON.stringify(labels))?.value;

test('what waits is counted by its kind, with how long it has waited', async () => {
  const job = { kind: 'check-connections', companyId: randomUUID() } as const;
  const enqueue = (notBefore?: Date) =>
    insertJob(database.db, {
      job,
      requestId: 'r',
      ...(notBefore === undefined ? {} : { notBefore }),
    });
  const [old, dead] = [await enqueue(), await enqueue()];
  await enqueue(new Date(Date.now() + 86_400_000));
  await enqueue(new Date(Date.now() - 1_000));
  await database.db
    .update(jobs)
    .set({ createdAt: new Date(Date.now() - 60_000) })
    .where(eq(jobs.id, old));
  await database.db.update(jobs).set({ state: 'dead', endedAt: new Date() }).where(eq(jobs.id, dead));
  const messageId = `msg_${randomUUID()}`;
  const codatCompanyId = randomUUID();
  const message = {
    messageId,
    eventType: 'connection.created',
    codatCompanyId,
    body: '{}',
    requestId: 'r',
  };
  await insertWebhooks(database.db, [message]);
  await database.db
    .update(webhookEvents)
    .set({ receivedAt: new Date(Date.now() - 30_000) })
    .where(eq(webhookEvents.id, messageId));
  await subscribe(database.db, 'counted', 'http://127.0.0.1:1/');
  await businessWith(database.db, 2);

  const readings = await createReadings(() => database.db, now)();
  const kind = 'check-connections';
  expect(figure(readings, 'accord_jobs', { kind, state: 'waiting' })).toBe(2);
  expect(figure(readings, 'accord_jobs', { kind, state: 'planned' })).toBe(1);
  expect(figure(readings, 'accord_jobs', { kind, state: 'dead' })).toBe(1);
  expect(figure(readings, 'accord_jobs_oldest_seconds', { kind, state: 'waiting' })).toBeGreaterThan(59);
  expect(figure(readings, 'accord_jobs', { kind: 'deliver-event', state: 'waiting' })).toBe(2);
  expect(figure(readings, 'accord_deliveries', { state: 'waiting' })).toBe(2);
  expect(figure(readings, 'accord_webhooks_waiting')).toBe(1);
  expect(figure(readings, 'accord_webhooks_oldest_seconds')).toBeGreaterThan(29);
  expect(figure(readings, 'accord_database_up')).toBe(1);
  expect(figure(readings, 'accord_database_connections')).toBeGreaterThan(0);
  expect(figure(readings, 'accord_database_answer_seconds')).toBeGreaterThan(0);
});

test('what a subscriber was owed that is removed raises no alarm, nor does an attempt that was under way', async () => {
  const { id } = await subscribe(database.db, 'leaver', 'http://127.0.0.1:1/');
  const { companyId } = await businessWith(database.db, 3);
  const [first, second, third] = await listDeliveries(database.db, id, ['waiting'], 3);
  const attempt = (delivery: typeof first, state: 'waiting' | 'acknowledged' | 'dead') =>
    recordAttempt(
      database.db,
      { deliveryId: delivery?.id ?? '', outcome: 'refused', status: 500, ms: 1, acknowledgement: null },
      state,
    );
  await attempt(first, 'dead');
  const gauges = async () => {
    const readings = await createReadings(() => database.db, now)();
    const enqueued = (state: string) => figure(readings, 'accord_deliveries', { state }) ?? 0;
    const given = figure(readings, 'accord_jobs', { kind: 'deliver-event', state: 'dead' }) ?? 0;
    return { waiting: enqueued('waiting'), dead: enqueued('dead'), deadJobs: given };
  };
  const others = { ...(await gauges()) };
  expect(others).toMatchObject({ dead: 1, deadJobs: 0 });
  await database.db.execute(
    sql`update jobs set state = 'dead', ended_at = now() where lane = ${`outbound:${id}:${companyId}`}`,
  );
  expect((await gauges()).deadJobs).toBe(3);

  await remove(database.db, 'leaver');
  // Their answers arrive after it was removed.
  await attempt(second, 'waiting');
  await attempt(third, 'acknowledged');
  expect(await gauges()).toEqual({ waiting: others.waiting - 2, dead: 0, deadJobs: 0 });
  const left = await listDeliveries(database.db, id, ['waiting', 'acknowledged', 'dead'], 3);
  expect(left.map(({ state, attempts }) => [state, attempts])).toEqual([
    ['dead', 1],
    ['dead', 1],
    ['acknowledged', 1],
  ]);
});

test('collectors share one look', async () => {
  let looks = 0;
  const read = createReadings(() => {
    looks += 1;
    return database.db;
  }, now);
  await Promise.all([read(), read(), read()]);
  expect(looks).toBe(1);
});

test('without a database the one figure is that it is away', async () => {
  const away = connectDatabase('postgres://nobody:none@127.0.0.1:1/none');
  const readings = await createReadings(() => away.db, now)();
  expect(readings.map(({ name }) => name)).toEqual(['accord_database_up']);
  expect(figure(readings, 'accord_database_up')).toBe(0);
  await away.close();
});
