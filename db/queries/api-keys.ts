// SQL of API keys; each use reads the key anew, so that revoking holds for the very next question.
import { and, asc, eq, isNull, lt, or } from 'drizzle-orm';
import type { Db } from '../client';
import { apiKeys } from '../schema/access';
import { gatherer, part, placeholder, select } from './gather';

export type ApiKeyRow = typeof apiKeys.$inferSelect;

/** More than an installation has systems. */
const MOST = 1000;

const readKey = gatherer('api_key', {
  key: part(
    select
      .select()
      .from(apiKeys)
      .where(eq(apiKeys.id, placeholder('keyId'))),
    ([key]) => key ?? null,
  ),
});

export async function findApiKey(db: Db, id: string): Promise<ApiKeyRow | null> {
  return (await readKey(db, { keyId: id })).key;
}

export async function insertApiKey(db: Db, row: typeof apiKeys.$inferInsert): Promise<void> {
  await db.insert(apiKeys).values(row);
}

/** Revoked ones included, oldest first. */
export async function listApiKeys(db: Db): Promise<ApiKeyRow[]> {
  return db.select().from(apiKeys).orderBy(asc(apiKeys.createdAt), asc(apiKeys.id)).limit(MOST);
}

/** The first revocation stays. @returns false when there is no such key, or it was revoked before */
export async function setRevoked(db: Db, id: string, at: Date): Promise<boolean> {
  const rows = await db
    .update(apiKeys)
    .set({ revokedAt: at })
    .where(and(eq(apiKeys.id, id), isNull(apiKeys.revokedAt)))
    .returning({ id: apiKeys.id });
  return rows.length === 1;
}

/** Two who rotate one key at once: the second is told that it was. @returns false where that is so */
export async function setReplaced(
  db: Db,
  id: string,
  { by, expiresAt }: { by: string; expiresAt: Date },
): Promise<boolean> {
  const rows = await db
    .update(apiKeys)
    .set({ replacedBy: by, expiresAt })
    .where(and(eq(apiKeys.id, id), isNull(apiKeys.replacedBy), isNull(apiKeys.revokedAt)))
    .returning({ id: apiKeys.id });
  return rows.length === 1;
}

/** Writes once a minute at most, however often the key is used. */
export async function setUsed(db: Db, id: string, at: Date, before: Date): Promise<void> {
  await db
    .update(apiKeys)
    .set({ lastUsedAt: at })
    .where(and(eq(apiKeys.id, id), or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, before))));
}
