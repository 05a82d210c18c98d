import { sql } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { dropReach } from '@/db/queries/codat-probe';
import { useTestDatabase } from '@/e2e/database';
import { createAnswerWatch, type Heard } from '../codat/answer-watch';
import { MINUTE_MS } from '../domain/text/duration';
import { Upstream, type UpstreamKind } from '../errors';
import { createCodatProbe, type ProbeTools } from './codat-probe';

const database = useTestDatabase();
let asked = 0;
beforeEach(async () => {
  asked = 0;
  await dropReach(database.db);
});

function reader(more: Partial<ProbeTools> = {}) {
  return createCodatProbe({
    db: () => database.db,
    ask: async () => {
      asked += 1;
      return true;
    },
    heard: () => null,
    quota: () => null,
    now: Date.now,
    ...more,
  });
}
/** As if the last result were that old. */
const pass = (minutes: number) =>
  database.owner.execute(
    sql`update codat_cache set fetched_at = fetched_at - ${minutes * MINUTE_MS} * interval '1 ms' where key = 'reachable'`,
  );
const processes = (count: number, more: Partial<ProbeTools> = {}) =>
  Array.from({ length: count }, () => reader(more));

test('a day of probes every five seconds by six processes takes under a twentieth of the smallest quota', async () => {
  const readers = processes(6);
  for (let minute = 0; minute < 24 * 60; minute += 5) {
    await Promise.all(readers.map((probe) => probe()));
    await pass(5);
  }
  expect(asked).toBeGreaterThan(40);
  expect(asked).toBeLessThan(50);
});

test('twenty processes that begin together ask once, and all know it afterwards', async () => {
  const readers = processes(20);
  await Promise.all(readers.map((probe) => probe()));
  expect(asked).toBe(1);
  expect(await Promise.all(readers.map((probe) => probe()))).toEqual(readers.map(() => true));
  expect(asked).toBe(1);
});

test('what customers’ own traffic was answered counts, for the other processes too', async () => {
  const busy = reader({ heard: () => ({ at: Date.now(), isReachable: true }) });
  const idle = reader();
  for (let hour = 0; hour < 24; hour += 1) {
    expect([await busy(), await idle()]).toEqual([true, true]);
    await pass(60);
  }
  expect(asked).toBe(0);
});

test('that Codat is away is told by the traffic at once, and asked about again within minutes', async () => {
  let heard: Heard | null = { at: Date.now(), isReachable: true };
  const busy = reader({ heard: () => heard });
  const idle = reader({
    ask: async () => {
      asked += 1;
      return true;
    },
  });
  expect([await busy(), await idle()]).toEqual([true, true]);
  heard = { at: Date.now(), isReachable: false };
  expect([await busy(), await idle()]).toEqual([false, false]);
  heard = null;
  await pass(6);
  await idle();
  expect(asked).toBe(1);
  expect([await busy(), await idle()]).toEqual([true, true]);
});

test.each<[UpstreamKind, boolean]>([
  ['timeout', false],
  ['unreachable', false],
  ['unavailable', false],
  ['refused', false],
  ['busy', true],
  ['invalid', true],
  ['not-found', true],
  ['garbage', true],
])('of an answer that is called %s, reachable is %s', (kind, isReachable) => {
  const watch = createAnswerWatch(() => 5);
  expect(watch.last()).toBeNull();
  watch.see(new Upstream(kind, { answered: isReachable }));
  expect(watch.last()).toEqual({ at: 5, isReachable });
  watch.see(null);
  expect(watch.last()).toEqual({ at: 5, isReachable: true });
});
