// SQL of delegated links: those that a customer passed on to a colleague.
import { and, asc, desc, eq, gt, isNull, lt, sql } from 'drizzle-orm';
import type { Role } from '../../lib/domain/identity/authority';
import type { Side } from '../../lib/domain/text/paging';
import type { Db } from '../client';
import { shareLinks } from '../schema/connection';
import { companies, memberships, users } from '../schema/people';
import { part, placeholder, select } from './gather';

export type ShareRow = typeof shareLinks.$inferSelect;

export async function insertShare(
  db: Db,
  companyId: string,
  share: Omit<typeof shareLinks.$inferInsert, 'companyId' | 'seq'>,
): Promise<void> {
  await db.insert(shareLinks).values({ ...share, companyId });
}

/** Links for one product around a place in the list: older ones newest first, later ones oldest first. */
export async function listShares(
  db: Db,
  { companyId, productId }: { companyId: string; productId: string },
  { cursor, limit }: Side,
): Promise<ShareRow[]> {
  const isAhead = cursor?.way === 'newer';
  return db
    .select()
    .from(shareLinks)
    .where(
      and(
        eq(shareLinks.companyId, companyId),
        eq(shareLinks.productId, productId),
        cursor === null ? undefined : (isAhead ? gt : lt)(shareLinks.seq, cursor.from),
      ),
    )
    .orderBy((isAhead ? asc : desc)(shareLinks.seq))
    .limit(limit);
}

export async function findShare(db: Db, companyId: string, shareId: string): Promise<ShareRow | null> {
  const [row] = await db
    .select()
    .from(shareLinks)
    .where(and(eq(shareLinks.companyId, companyId), eq(shareLinks.id, shareId)));
  return row ?? null;
}

/** The link of a token, with who asks and for which business: for people without an account. */
export async function findShareByToken(db: Db, tokenHash: string) {
  const [row] = await db
    .select({ share: shareLinks, businessName: companies.name, askedBy: users.name })
    .from(shareLinks)
    .innerJoin(companies, eq(companies.id, shareLinks.companyId))
    .innerJoin(users, eq(users.id, shareLinks.createdBy))
    .where(eq(shareLinks.tokenHash, tokenHash));
  return row ?? null;
}

/** The maker of a link, with today's role; null role when they no longer act for the business. */
export async function findShareMaker(
  db: Db,
  companyId: string,
  userId: string,
): Promise<{ name: string; role: Role | null }> {
  const [row] = await db
    .select({ name: users.name, role: memberships.role })
    .from(users)
    .leftJoin(memberships, and(eq(memberships.userId, users.id), eq(memberships.companyId, companyId)))
    .where(eq(users.id, userId));
  if (row === undefined) throw new Error('The person who made the link is not known.');
  return row;
}

/** With `connectionIds`: links whose journey to one of these connections has not ended, revoked or not. */
export const openSharesPart = part(
  select
    .select()
    .from(shareLinks)
    .where(
      and(
        eq(shareLinks.companyId, placeholder('companyId')),
        sql`${shareLinks.connectionId} = any(${placeholder('connectionIds')}::uuid[])`,
        isNull(shareLinks.authorisedAt),
      ),
    )
    .orderBy(asc(shareLinks.createdAt), asc(shareLinks.id)),
);

/** The first time stays: the moment something happened does not move. */
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
