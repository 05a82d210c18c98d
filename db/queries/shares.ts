// Owns the SQL for colleagues' links.
import { and, desc, eq, inArray, isNull } from 'drizzle-orm';
import type { Db } from '../client';
import { shareLinks } from '../schema/connection';
import { companies, users } from '../schema/people';

export type ShareRow = typeof shareLinks.$inferSelect;

export async function insertShare(
  db: Db,
  companyId: string,
  share: Omit<typeof shareLinks.$inferInsert, 'companyId'>,
): Promise<void> {
  await db.insert(shareLinks).values({ ...share, companyId });
}

/** Newest first. */
export async function listShares(db: Db, companyId: string, productId: string): Promise<ShareRow[]> {
  return db
    .select()
    .from(shareLinks)
    .where(and(eq(shareLinks.companyId, companyId), eq(shareLinks.productId, productId)))
    .orderBy(desc(shareLinks.createdAt));
}

export async function findShare(db: Db, companyId: string, shareId: string): Promise<ShareRow | null> {
  const [row] = await db
    .select()
    .from(shareLinks)
    .where(and(eq(shareLinks.companyId, companyId), eq(shareLinks.id, shareId)));
  return row ?? null;
}

/** The link that a token opens, with who asks and for which business: for people without an account. */
export async function findShareByToken(db: Db, tokenHash: string) {
  const [row] = await db
    .select({ share: shareLinks, businessName: companies.name, askedBy: users.name })
    .from(shareLinks)
    .innerJoin(companies, eq(companies.id, shareLinks.companyId))
    .innerJoin(users, eq(users.id, shareLinks.createdBy))
    .where(eq(shareLinks.tokenHash, tokenHash));
  return row ?? null;
}

/** Links whose trip was begun for one of these connections and has not ended yet, taken back or not. */
export async function listOpenSharesOf(
  db: Db,
  companyId: string,
  connectionIds: string[],
): Promise<ShareRow[]> {
  if (connectionIds.length === 0) return [];
  return db
    .select()
    .from(shareLinks)
    .where(
      and(
        eq(shareLinks.companyId, companyId),
        inArray(shareLinks.connectionId, connectionIds),
        isNull(shareLinks.authorisedAt),
      ),
    );
}

/** The first of each stays: the moment something happened does not move. */
export async function markShare(
  db: Db,
  companyId: string,
  shareId: string,
  what: 'openedAt' | 'authorisedAt' | 'revokedAt',
  at: Date,
): Promise<void> {
  const column = shareLinks[what];
  await db
    .update(shareLinks)
    .set({ [what]: at })
    .where(and(eq(shareLinks.companyId, companyId), eq(shareLinks.id, shareId), isNull(column)));
}

export async function setShareConnection(
  db: Db,
  companyId: string,
  shareId: string,
  connectionId: string,
): Promise<void> {
  await db
    .update(shareLinks)
    .set({ connectionId })
    .where(and(eq(shareLinks.companyId, companyId), eq(shareLinks.id, shareId)));
}
