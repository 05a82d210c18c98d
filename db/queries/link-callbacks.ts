// SQL of callbacks from the embedded Link: each one is stored once.
import { and, asc, count, eq } from 'drizzle-orm';
import type { Db } from '../client';
import { linkCallbacks, linkWords } from '../schema/connection';

export type LinkCallbackRow = typeof linkCallbacks.$inferSelect;
export type LinkCallbackKind = LinkCallbackRow['kind'];

/** @returns false when it was stored before */
export async function insertLinkCallback(
  db: Db,
  companyId: string,
  row: Omit<typeof linkCallbacks.$inferInsert, 'companyId' | 'id'>,
): Promise<boolean> {
  const written = await db
    .insert(linkCallbacks)
    .values({ ...row, companyId })
    .onConflictDoNothing()
    .returning({ id: linkCallbacks.id });
  return written.length > 0;
}

/** @param kind all kinds when absent */
export async function countLinkCallbacks(
  db: Db,
  companyId: string,
  productId: string,
  kind?: LinkCallbackKind,
): Promise<number> {
  const [row] = await db
    .select({ count: count() })
    .from(linkCallbacks)
    .where(
      and(
        eq(linkCallbacks.companyId, companyId),
        eq(linkCallbacks.productId, productId),
        kind === undefined ? undefined : eq(linkCallbacks.kind, kind),
      ),
    );
  return row?.count ?? 0;
}

/** In the order they came. */
export async function listLinkCallbacks(
  db: Db,
  companyId: string,
  productId: string,
): Promise<LinkCallbackRow[]> {
  return db
    .select()
    .from(linkCallbacks)
    .where(and(eq(linkCallbacks.companyId, companyId), eq(linkCallbacks.productId, productId)))
    .orderBy(asc(linkCallbacks.id));
}

export async function insertLinkWords(db: Db, words: typeof linkWords.$inferInsert): Promise<void> {
  await db.insert(linkWords).values(words).onConflictDoNothing();
}

export async function findLinkWords(db: Db, hash: string) {
  const [row] = await db.select().from(linkWords).where(eq(linkWords.hash, hash));
  return row ?? null;
}
