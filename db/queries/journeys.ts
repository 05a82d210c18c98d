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

/** The trip of a state value, if it belongs to this business and this person. */
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
 * Whether a platform may have been authorised unnoticed: a trip or an unfinished connection began after `since`, from our
 * list or in Codat's window, by the customer or a colleague.
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

/** More trips than a customer makes for one access. */
const TRIPS = 100;

/** The latest trips for a connection, newest first: whose each was, and when it came back. */
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

/** @param hint the organisation's name in the address; the first one stays, since the return page can be opened again */
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

/** The return page can be opened again: the platform's first message stays, the outcome is updated. */
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

/** The colleague's trip of a state value, with the business and person that it is for. */
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
