import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Db } from '@/db/client';
import { listEvents } from '@/db/queries/consents';
import { useTestDatabase } from '@/e2e/database';
import { businessWithMany } from '@/e2e/outbound';
import { rebuild } from '../domain/consent/projection';
import { readTold } from './standings';

const database = useTestDatabase();

/** Counts the rows that come back. */
function counting(db: Db): { db: Db; rows: () => number } {
  let rows = 0;
  const count = <T>(value: T): T => {
    if (Array.isArray(value)) rows += value.length;
    return value;
  };
  const wrap = (target: object): object =>
    new Proxy(target, {
      get(of, name) {
        const value: unknown = Reflect.get(of, name);
        if (typeof value !== 'function') return value;
        if (name === 'then')
          return (done: (v: unknown) => unknown, failed: (e: unknown) => unknown) =>
            Reflect.apply(value, of, [(v: unknown) => done(count(v)), failed]);
        return (...given: unknown[]) => {
          const made: unknown = Reflect.apply(value, of, given);
          return typeof made === 'object' && made !== null ? wrap(made) : made;
        };
      },
    });
  return { db: wrap(db) as Db, rows: () => rows };
}

test('a backlog costs three rows per event, and each standing is the one that all events add up to', async () => {
  const ctx = await businessWithMany(database.db, 60);
  const events = await listEvents(database.db, ctx.companyId);
  const watched = counting(database.db);
  const pendingFor = (subscriberId: string, n: number) => {
    const body = events[n]?.body;
    return { subscriberId, companyId: ctx.companyId, eventId: body?.record_id ?? '', seq: body?.seq ?? 0 };
  };
  const subscriber = randomUUID();
  for (let n = 0; n < events.length; n += 1) {
    const told = await readTold(watched.db, pendingFor(subscriber, n));
    const product = events[n]?.body.service.product_id;
    const soFar = events.slice(0, n + 1).map(({ body }) => body);
    expect(told?.after).toEqual(rebuild(soFar).find(({ productId }) => productId === product));
  }
  expect(watched.rows()).toBeLessThanOrEqual(3 * events.length);
  // From the beginning again, and for another endpoint.
  expect((await readTold(database.db, pendingFor(subscriber, 0)))?.after.eventSeq).toBe(events[0]?.body.seq);
  const other = await readTold(database.db, pendingFor(randomUUID(), events.length - 1));
  expect(other?.after).toEqual(
    rebuild(events.map(({ body }) => body)).find(
      ({ productId }) => productId === other?.body.service.product_id,
    ),
  );
});
