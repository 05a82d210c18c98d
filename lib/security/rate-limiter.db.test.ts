import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { connectDatabase } from '@/db/client';
import { createRateStore } from '@/db/queries/rate-limits';
import { rateLimits } from '@/db/schema/rate';
import { useTestDatabase } from '@/e2e/database';
import { createLimiter } from './rate-limiter';
import type { LimitSet } from './rate-limits';

const database = useTestDatabase();
const logger = { warn: () => {} };

const set = (points: number, seconds: number, change: Partial<LimitSet> = {}): LimitSet => ({
  limits: [{ by: 'business', points, seconds }],
  withoutStore: 'refuse',
  why: 'a test',
  ...change,
});
const limiterOf = <Name extends string>(sets: Record<Name, LimitSet>, db = database.db) =>
  createLimiter<Name>({ db, logger }, sets);

test('of fifty at once, over two processes, exactly as many pass as may', async () => {
  const sets = { try: set(10, 600) };
  const [here, there] = [limiterOf(sets), limiterOf(sets)];
  const who = { companyId: randomUUID() };
  const verdicts = await Promise.all(
    Array.from({ length: 50 }, (_, n) => (n % 2 === 0 ? here : there).take('try', who)),
  );
  expect(verdicts.filter(({ ok }) => ok)).toHaveLength(10);
  for (const verdict of verdicts) {
    if (verdict.ok) continue;
    expect(verdict.retryAfterSeconds).toBeGreaterThan(590);
    expect(verdict.retryAfterSeconds).toBeLessThanOrEqual(600);
  }
  expect(await here.take('try', { companyId: randomUUID() })).toEqual({ ok: true });
});

test('when its time is over there is room again', async () => {
  const limiter = limiterOf({ try: set(1, 1) });
  const who = { companyId: randomUUID() };
  expect(await limiter.take('try', who)).toEqual({ ok: true });
  expect(await limiter.take('try', who)).toEqual({ ok: false, retryAfterSeconds: 1 });
  await expect.poll(() => limiter.take('try', who), { interval: 100 }).toEqual({ ok: true });
});

test('each name counts by itself, and all limits of a name have to allow it', async () => {
  const both = set(1, 60, {
    limits: [
      { by: 'business', points: 5, seconds: 60 },
      { by: 'person', points: 2, seconds: 60 },
    ],
  });
  const limiter = limiterOf({ one: both, two: both });
  const who = { companyId: randomUUID(), userId: randomUUID() };
  const oks = async (name: 'one' | 'two', asking: object, times: number) => {
    const verdicts: boolean[] = [];
    for (let n = 0; n < times; n += 1) verdicts.push((await limiter.take(name, asking)).ok);
    return verdicts.filter(Boolean).length;
  };
  expect(await oks('one', who, 3)).toBe(2);
  expect(await oks('one', { ...who, userId: randomUUID() }, 4)).toBe(2);
  expect(await oks('two', who, 3)).toBe(2);
  // No subject to count: then nothing is refused.
  expect(await oks('one', {}, 20)).toBe(20);
});

test('the store keeps hashes alone, and what is over is forgotten on the way', async () => {
  const sets = { try: set(3, 600, { limits: [{ by: 'token', points: 3, seconds: 600 }] }) };
  const clock = { at: Date.now() };
  const limiter = createLimiter<'try'>({ db: database.db, logger, now: () => new Date(clock.at) }, sets);
  const token = `secret-${randomUUID()}`;
  await limiter.take('try', { token });
  const rows = await database.db.select().from(rateLimits);
  expect(rows.length).toBeGreaterThan(0);
  for (const { key } of rows) expect(key).toMatch(/^[a-z-]+:[a-z]+:[0-9a-f]{64}$/);
  expect(JSON.stringify(rows)).not.toContain(token);
  clock.at += 9 * 60_000;
  await limiter.take('try', { token });
  expect(await database.db.$count(rateLimits)).toBe(rows.length);
  clock.at += 2 * 60_000;
  await limiter.take('try', { token });
  await expect.poll(() => database.db.$count(rateLimits)).toBeLessThanOrEqual(1);
});

test('a clearing that hangs is not waited for', async () => {
  const over = { key: `try:over:${randomUUID()}`, points: 1, expire: 1 };
  await database.db.insert(rateLimits).values(over);
  const clock = { at: Date.now() };
  const limiter = createLimiter<'try'>(
    { db: database.db, logger, now: () => new Date(clock.at) },
    { try: set(1, 600) },
  );
  const isOver = eq(rateLimits.key, over.key);
  await database.db.transaction(async (tx) => {
    // A transaction that wants to delete it waits for this one.
    await tx.select().from(rateLimits).where(isOver).for('update');
    clock.at += 11 * 60_000;
    expect(await limiter.take('try', { companyId: randomUUID() })).toEqual({ ok: true });
  });
  await expect.poll(() => database.db.$count(rateLimits, isOver)).toBe(0);
});

test('without a store each process counts for itself where that is allowed, and refuses where it is not', async () => {
  const gone = connectDatabase('postgres://nobody@127.0.0.1:1/none');
  try {
    const limiter = limiterOf(
      { open: set(2, 60, { withoutStore: 'count-here' }), shut: set(2, 60) },
      gone.db,
    );
    const who = { companyId: randomUUID() };
    expect(await limiter.take('open', who)).toEqual({ ok: true });
    expect(await limiter.take('open', who)).toEqual({ ok: true });
    expect((await limiter.take('open', who)).ok).toBe(false);
    expect(await limiter.take('shut', who)).toEqual({ ok: false, retryAfterSeconds: 30 });
  } finally {
    await gone.close();
  }
});

test('a store that hangs is not waited for', async () => {
  const store = createRateStore(database.db, 50);
  await expect(store.query({ text: 'select pg_sleep($1::int)', values: [1] })).rejects.toThrow('too long');
});
