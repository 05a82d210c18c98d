// Owns the SQL for trips to a platform and back.
import { and, eq, gt } from 'drizzle-orm';
import type { Db } from '../client';
import { journeys, shareLinks } from '../schema/connection';

export async function insertJourney(
  db: Db,
  companyId: string,
  journey: Omit<typeof journeys.$inferInsert, 'companyId'>,
): Promise<void> {
  await db.insert(journeys).values({ ...journey, companyId });
}

/** The trip that a state value belongs to, if it is this business's, this person's and not over. */
export async function findJourney(
  db: Db,
  companyId: string,
  by: { userId: string; stateHash: string; now: Date },
) {
  const [row] = await db
    .select({
      id: journeys.id,
      productId: journeys.productId,
      connectionId: journeys.connectionId,
      createdAt: journeys.createdAt,
    })
    .from(journeys)
    .where(
      and(
        eq(journeys.companyId, companyId),
        eq(journeys.userId, by.userId),
        eq(journeys.stateHash, by.stateHash),
        gt(journeys.expiresAt, by.now),
      ),
    );
  return row ?? null;
}

export async function markReturned(db: Db, companyId: string, journeyId: string, now: Date): Promise<void> {
  await db
    .update(journeys)
    .set({ returnedAt: now })
    .where(and(eq(journeys.companyId, companyId), eq(journeys.id, journeyId)));
}

/** The colleague's trip that a state value belongs to, with the business and the person it is made for. */
export async function findShareJourney(db: Db, stateHash: string, now: Date) {
  const [row] = await db
    .select({
      companyId: journeys.companyId,
      userId: journeys.userId,
      shareId: shareLinks.id,
    })
    .from(journeys)
    .innerJoin(shareLinks, eq(shareLinks.id, journeys.shareId))
    .where(and(eq(journeys.stateHash, stateHash), gt(journeys.expiresAt, now)));
  return row ?? null;
}
