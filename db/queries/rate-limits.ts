// SQL of rate limits: runs the statement that `rate-limiter-flexible` counts with, and deletes windows that ended.
import { lt, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../client';
import { rateLimits } from '../schema/rate';

export const RATE_TABLE = 'rate_limits';

/** The part of a Postgres client that the library uses. */
export interface RateStore {
  query(query: { text: string; values: readonly (string | number | null)[] }): Promise<{
    rows: Record<string, unknown>[];
    rowCount: number;
  }>;
}

/** @param patienceMs a slower store counts as failed: no request waits for a counter */
export function createRateStore(db: Db, patienceMs: number): RateStore {
  return {
    async query({ text, values }) {
      const rows = await inTime(db.execute(bound(text, values)), patienceMs);
      return { rows: [...rows], rowCount: rows.length };
    },
  };
}

/** The statement with its numbered values as parameters. */
function bound(text: string, values: readonly (string | number | null)[]): SQL {
  const parts = text.split(/\$(\d+)/);
  return sql.join(
    parts.map((part, index) => (index % 2 === 0 ? sql.raw(part) : sql`${values[Number(part) - 1]}`)),
  );
}

async function inTime<T>(work: Promise<T>, patienceMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The store of rate limits took too long.')), patienceMs);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

/** Deletes every window that ended before. */
export async function deleteEndedRateLimits(db: Db, before: Date): Promise<void> {
  await db.delete(rateLimits).where(lt(rateLimits.expire, before.getTime()));
}
