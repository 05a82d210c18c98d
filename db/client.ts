// Connection pool for Postgres, with one pipelined connection beside it for the reads of every page.

import type { PgDatabase } from 'drizzle-orm/pg-core';
import { drizzle, type PostgresJsDatabase, type PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { getEnv } from '../lib/runtime/env';
import { watchCommits } from './after-commit';
import { APP_ROLE } from './app-role';

/** The database, or a transaction on it: query modules accept either. */
export type Db = PgDatabase<PostgresJsQueryResultHKT>;
/** Never inside a transaction: statements are prepared once and pipelined on one connection. */
export type HotDb = PostgresJsDatabase;

export interface Database {
  db: Db;
  hot: HotDb;
  /**
   * Calls `hear` with every notice on the channel, and with an empty one after a lost connection, when some notices may
   * have been missed.
   */
  listen(channel: string, hear: (notice: string) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

const POOL = 10;

/** The owner is for migrations and for tests that forge rows: all else uses the role that cannot change the ledger. */
type As = 'app' | 'owner';

function open(url: string, max: number, as: As) {
  return postgres(url, {
    max,
    // The driver's own backoff grows to 20 s, so that pages would hang long after Postgres is back.
    backoff: () => 0.2,
    connect_timeout: 3,
    onnotice: () => {},
    connection: {
      application_name: 'accord',
      statement_timeout: 10_000,
      idle_in_transaction_session_timeout: 10_000,
      // Set at connection start, also at every reconnection, so that no statement runs without the role.
      ...(as === 'app' ? { role: APP_ROLE } : {}),
    },
  });
}

export function connectDatabase(url: string, as: As = 'app'): Database {
  const pool = open(url, POOL, as);
  const single = open(url, 1, as);
  return {
    db: watchCommits(drizzle(pool)),
    hot: drizzle(single),
    listen: async (channel, hear) => {
      const { unlisten } = await pool.listen(channel, hear, () => hear(''));
      return unlisten;
    },
    close: async () => {
      await Promise.all([pool.end({ timeout: 5 }), single.end({ timeout: 5 })]);
    },
  };
}

const holder = globalThis as typeof globalThis & { accordDatabase?: Database };

/** The process's own pool; kept across Next's reloads of modules. */
export function getDatabase(): Database {
  holder.accordDatabase ??= connectDatabase(getEnv().DATABASE_URL);
  return holder.accordDatabase;
}
