// Migration check: counts the migrations that a database still lacks.
import { sql } from 'drizzle-orm';
import type { Db } from './client';
import journal from './migrations/meta/_journal.json';

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
