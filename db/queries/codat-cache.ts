// Owns the SQL for answers of Codat that may be shown stale.
import { eq } from 'drizzle-orm';
import type { Db } from '../client';
import { codatCache } from '../schema/connection';

export async function findCached(db: Db, key: string): Promise<{ body: unknown; fetchedAt: Date } | null> {
  const [row] = await db
    .select({ body: codatCache.body, fetchedAt: codatCache.fetchedAt })
    .from(codatCache)
    .where(eq(codatCache.key, key));
  return row ?? null;
}

export async function storeCached(db: Db, key: string, body: unknown, fetchedAt: Date): Promise<void> {
  await db
    .insert(codatCache)
    .values({ key, body, fetchedAt })
    .onConflictDoUpdate({ target: codatCache.key, set: { body, fetchedAt } });
}
