// Owns bringing a database to the shape this code expects, and telling whether it has it.
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import type { Db } from './client';
import journal from './migrations/meta/_journal.json';

/** Any number, the same in every process: the turn to migrate. */
const TURN = 20_261_121;
const ATTEMPTS = 5;
const LOCK_NOT_AVAILABLE = '55P03';

/** Applies what is missing, all in one transaction; processes that start together take turns. */
export async function migrateDatabase(url: string): Promise<void> {
  // One connection: the advisory lock belongs to it, and goes with it if this process dies.
  const client = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });
  const migrationsFolder = path.join(/* turbopackIgnore: true */ process.cwd(), 'db', 'migrations');
  try {
    await client`select pg_advisory_lock(${TURN})`;
    // A change of a table waits behind its readers, and everybody else behind the change: better to give up and retry.
    await client`set lock_timeout = '2s'`;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await migrate(drizzle(client), { migrationsFolder });
      } catch (error) {
        if (attempt === ATTEMPTS || !isLockTimeout(error)) throw error;
        await sleep(500 * attempt);
      }
    }
  } finally {
    await client.end({ timeout: 5 });
  }
}

/** Drizzle wraps the driver's error. */
function isLockTimeout(error: unknown): boolean {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  return cause instanceof postgres.PostgresError && cause.code === LOCK_NOT_AVAILABLE;
}

/** How many migrations of this code the database lacks; all of them when it has never been migrated. */
export async function countPendingMigrations(db: Db): Promise<number> {
  const [table] = await db.execute<{ name: string | null }>(
    sql`select to_regclass('drizzle.__drizzle_migrations')::text as name`,
  );
  if (table?.name == null) return journal.entries.length;
  const [last] = await db.execute<{ at: string | null }>(
    sql`select max(created_at)::text as at from drizzle.__drizzle_migrations`,
  );
  const applied = Number(last?.at ?? 0);
  return journal.entries.filter((entry) => entry.when > applied).length;
}
