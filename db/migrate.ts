// Schema migration: brings a database to the version that this code expects.
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { admitToAppRole, ensureAppRole } from './ensure-app-role';

/** Key of the advisory lock for migrating: any number, the same in every process. */
const TURN = 20_261_121;
const ATTEMPTS = 5;
const LOCK_NOT_AVAILABLE = '55P03';
const UNRELEASED =
  'This database was made by an unreleased version and has no path to this one. Use an empty database (demo: --reset).';

/**
 * Applies missing migrations in one transaction, and sets up the app's role; processes that start together take
 * turns. Changes nothing, and needs no rights, where none is missing.
 * @param url of the owner of the tables
 * @param appUrl of the app, when its user is another one: that user may use the app's role from then on
 */
export async function migrateDatabase(url: string, appUrl = url): Promise<void> {
  // One connection: the advisory lock belongs to it, and goes with it if this process dies.
  const client = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });
  try {
    await client`select pg_advisory_lock(${TURN})`;
    // ALTER TABLE waits behind readers, and every later query behind it: a short timeout and a retry are better.
    await client`set lock_timeout = '2s'`;
    if (await isBehind(client)) await applyMigrations(client);
    await ensureAppRole(client);
    if (appUrl !== url) await admitToAppRole(client, appUrl);
  } finally {
    await client.end({ timeout: 5 });
  }
}

const folder = () => path.join(/* turbopackIgnore: true */ process.cwd(), 'db', 'migrations');

/** Drizzle's own check begins by creating its schema, even if it exists, and only an owner may do that. */
async function isBehind(client: postgres.Sql): Promise<boolean> {
  const known = readMigrationFiles({ migrationsFolder: folder() });
  const [table] = await client<{ name: string | null }[]>`
    select to_regclass('drizzle.__drizzle_migrations')::text as name`;
  if (table?.name == null) return true;
  const applied = await client<{ hash: string; at: string }[]>`
    select hash, created_at::text as at from drizzle.__drizzle_migrations order by created_at`;
  const newest = known.at(-1)?.folderMillis ?? 0;
  const isBefore = applied.every(({ at }) => Number(at) < newest);
  // A migration that was regenerated cannot be applied over its earlier form; one from a later version is no obstacle.
  if (isBefore && applied.some(({ hash }) => known.every((file) => file.hash !== hash))) {
    throw new Error(UNRELEASED);
  }
  return isBefore;
}

async function applyMigrations(client: postgres.Sql): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await migrate(drizzle(client), { migrationsFolder: folder() });
    } catch (error) {
      if (attempt === ATTEMPTS || !isLockTimeout(error)) throw error;
      await sleep(500 * attempt);
    }
  }
}

/** Drizzle wraps the driver's error. */
function isLockTimeout(error: unknown): boolean {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  return cause instanceof postgres.PostgresError && cause.code === LOCK_NOT_AVAILABLE;
}
