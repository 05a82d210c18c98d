// SQL of journeys: trips to a platform and back.
import { and, desc, eq, exists, gt, notInArray, or, sql } from 'drizzle-orm';
import type { ReturnOutcome } from '../../lib/domain/connection/return-outcome';
import type { Db } from '../client';
import { connections, journeys, shareLinks } from '../schema/connection';

export async function insertJourney(
  db: Db,
  companyId: string,
  journey: Omit<typeof journeys.$inferInsert, 'companyId'>,
): Promise<void> {
  await db.insert(journeys).values({ ...journey, companyId });
}

/** The trip that a state value belongs to, if it is this business's and this person's. */
export async function findJourney(db: Db, companyId: string, by: { userId: string; stateHash: string }) {
  const [row] = await db
    .select({
      id: journeys.id,
      productId: journeys.productId,
      connectionId: journeys.connectionId,
      createdAt: journeys.createdAt,
      expiresAt: journeys.expiresAt,
      returnedAt: journeys.returnedAt,
    })
    .from(journeys)
    .where(
      and(
        eq(journeys.companyId, companyId),
        eq(journeys.userId, by.userId),
        eq(journeys.stateHash, by.stateHash),
      ),
    );
  return row ?? null;
}

/**
 * Whether a platform may have been authorised since it was last seen unfinished: begun after `since` in our own list
 * or in Codat's window, by the customer or a colleague.
 */
export async function hasOpenTrip(db: Db, companyId: string, since: Date): Promise<boolean> {
  const begun = db
    .select({ one: sql`1` })
    .from(journeys)
    .where(
      and(
        eq(journeys.companyId, companyId),
        eq(journeys.connectionId, connections.id),
        gt(journeys.createdAt, since),
      ),
    );
  const [row] = await db
    .select({ id: connections.id })
    .from(connections)
    .where(
      and(
        eq(connections.companyId, companyId),
        notInArray(connections.state, ['Linked', 'deleted']),
        or(and(eq(connections.state, 'PendingAuth'), gt(connections.createdAt, since)), exists(begun)),
      ),
    )
    .limit(1);
  return row !== undefined;
}

/** More journeys than a customer makes for one access. */
const TRIPS = 100;

/** The latest trips that were begun for a connection, the last first: whose each was, and when it came back. */
export async function listTrips(db: Db, companyId: string, connectionId: string) {
  return db
    .select({
      shareId: journeys.shareId,
      createdAt: journeys.createdAt,
      returnedAt: journeys.returnedAt,
      organisationHint: journeys.organisationHint,
    })
    .from(journeys)
    .where(and(eq(journeys.companyId, companyId), eq(journeys.connectionId, connectionId)))
    .orderBy(desc(journeys.createdAt))
    .limit(TRIPS);
}

/** @param hint what the address called the organisation; the first one stays, since the way back can be opened again */
export async function markReturned(
  db: Db,
  companyId: string,
  journeyId: string,
  back: { now: Date; hint: string | null },
): Promise<void> {
  await db
    .update(journeys)
    .set({
      returnedAt: back.now,
      organisationHint: sql`case when ${journeys.returnedAt} is null then ${back.hint}::text else ${journeys.organisationHint} end`,
    })
    .where(and(eq(journeys.companyId, companyId), eq(journeys.id, journeyId)));
}

/** The way back can be opened again: what the platform said first stays, what it came to follows. */
export async function setOutcome(
  db: Db,
  companyId: string,
  journeyId: string,
  back: { statusCode: string | null; message: string | null; outcome: ReturnOutcome },
): Promise<void> {
  await db
    .update(journeys)
    .set({
      statusCode: sql`coalesce(${journeys.statusCode}, ${back.statusCode})`,
      message: sql`coalesce(${journeys.message}, ${back.message})`,
      outcome: back.outcome,
    })
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
