// Rate limiter: exact across processes in Postgres; per process while the store is down, where the limit allows it.
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Db } from '@/db/client';
import { createRateStore, deleteEndedRateLimits, RATE_TABLE } from '@/db/queries/rate-limits';
import { machineClock } from '../runtime/clock';
import { problemOf } from '../runtime/problem';
import { type Asking, type Counted, countedAs } from './rate-limit-keys';
import { LIMITS, type Limit, type LimitSet } from './rate-limits';

export type LimitVerdict = { ok: true } | { ok: false; retryAfterSeconds: number };

export interface Limiter<Name extends string> {
  /** Counts one request. A refused one counts too, but does not extend the window. */
  take(name: Name, who: Asking): Promise<LimitVerdict>;
}

interface Tools {
  db: Db;
  logger: { warn(line: object): void };
  /** The machine's time, by which windows end and are deleted. */
  now?: () => Date;
}

/** Longer than a busy machine takes, shorter than a page may: a hanging database is not waited for. */
const PATIENCE_MS = 5000;
/** The retry time when the store does not answer and the limit therefore refuses. */
const STORE_WAIT_S = 30;
const CLEAR_EVERY_MS = 10 * 60_000;

/** @param sets limits for a test, instead of the real ones */
export function createLimiter<Name extends string = keyof typeof LIMITS>(
  { db, logger, now = machineClock.now }: Tools,
  sets: Readonly<Record<Name, LimitSet>> = LIMITS as Readonly<Record<string, LimitSet>>,
): Limiter<Name> {
  const store = createRateStore(db, PATIENCE_MS);
  const counters = new Map<string, ReturnType<typeof counterOf>>();
  let clearedAt = now().getTime();

  function counterOf(id: string, set: LimitSet, points: number, seconds: number) {
    const counting = { keyPrefix: id, points, duration: seconds };
    return new RateLimiterPostgres({
      ...counting,
      storeClient: store,
      storeType: 'client',
      tableName: RATE_TABLE,
      tableCreated: true,
      clearExpiredByTimeout: false,
      // A subject over its limit is refused from memory until the window ends: a flood does not load the database.
      inMemoryBlockOnConsumed: points,
      ...(set.withoutStore === 'count-here' ? { insuranceLimiter: new RateLimiterMemory(counting) } : {}),
    });
  }

  async function count(
    name: Name,
    set: LimitSet,
    limit: Limit,
    { key, share }: Counted,
  ): Promise<LimitVerdict> {
    const id = share === 1 ? `${name}:${limit.by}` : `${name}:${limit.by}-${share}`;
    const counter = counters.get(id) ?? counterOf(id, set, limit.points * share, limit.seconds);
    counters.set(id, counter);
    try {
      await counter.consume(key);
      return { ok: true };
    } catch (error) {
      if (error instanceof RateLimiterRes) {
        return { ok: false, retryAfterSeconds: Math.max(1, Math.ceil(error.msBeforeNext / 1000)) };
      }
      logger.warn({ event: 'rate', status: 'no-store', limit: name, problem: problemOf(error) });
      return { ok: false, retryAfterSeconds: STORE_WAIT_S };
    }
  }

  /** Deletes ended windows during other requests: without requests the table does not grow. */
  async function clear(): Promise<void> {
    const at = now();
    if (at.getTime() - clearedAt < CLEAR_EVERY_MS) return;
    clearedAt = at.getTime();
    await deleteEndedRateLimits(db, at).catch(() => {
      // The next round deletes them.
    });
  }

  return {
    async take(name, who) {
      // Not awaited: it has no timeout, unlike counting.
      void clear();
      const set = sets[name];
      const verdicts = await Promise.all(
        set.limits.flatMap((limit) =>
          countedAs(limit.by, who).map((counted) => count(name, set, limit, counted)),
        ),
      );
      const waits = verdicts.flatMap((verdict) => (verdict.ok ? [] : [verdict.retryAfterSeconds]));
      return waits.length === 0 ? { ok: true } : { ok: false, retryAfterSeconds: Math.max(...waits) };
    },
  };
}
