// SQL of sessions, with the one lookup that every page makes: the person behind a session token.
import { and, desc, eq, inArray, isNull, ne, type SQL, sql } from 'drizzle-orm';
import type { Db, HotDb } from '../client';
import { companies, memberships, sessions, users } from '../schema/people';
import { READS_CHANNEL } from './read-progress';

export async function insertSession(db: Db, session: typeof sessions.$inferInsert): Promise<void> {
  await db.insert(sessions).values(session);
}

export async function deleteSession(db: Db, tokenHash: string): Promise<void> {
  await endSessions(db, eq(sessions.tokenHash, tokenHash));
}

/** The time only moves forward, whichever process writes it last. */
export async function noteUse(db: Db, tokenHash: string, now: Date): Promise<void> {
  await db
    .update(sessions)
    .set({ usedAt: sql`greatest(${sessions.usedAt}, ${now.toISOString()}::timestamptz)` })
    .where(eq(sessions.tokenHash, tokenHash));
}

/** A person's sessions: the given one first, then by latest use. */
export async function listSessionsOf(db: Db, userId: string, first: string, atMost: number) {
  return db
    .select({
      id: sessions.id,
      createdAt: sessions.createdAt,
      usedAt: sessions.usedAt,
      method: sessions.method,
      identifiedAt: sessions.identifiedAt,
      issuerSignedInAt: users.issuerSignedInAt,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(eq(sessions.userId, userId))
    .orderBy(desc(eq(sessions.id, first)), desc(sessions.usedAt), sessions.id)
    .limit(atMost);
}

/** Ends one of the person's own sessions. @returns the number ended: 0 if it has ended already or is another person's */
export async function endSessionOf(db: Db, userId: string, id: string): Promise<number> {
  return endSessions(db, and(eq(sessions.userId, userId), eq(sessions.id, id)));
}

/** @param keep the session that stays */
export async function endOtherSessionsOf(db: Db, userId: string, keep: string): Promise<number> {
  return endSessions(db, and(eq(sessions.userId, userId), ne(sessions.id, keep)));
}

/** Ends these sessions and wakes the event streams of their people, which then notice that they may not go on. */
export async function endSessions(db: Db, which: SQL | undefined): Promise<number> {
  // In a fixed order, so that two callers that end the same sessions never deadlock.
  const those = db.select({ id: sessions.id }).from(sessions).where(which).orderBy(sessions.id).for('update');
  const gone = await db
    .delete(sessions)
    .where(inArray(sessions.id, those))
    .returning({ userId: sessions.userId });
  const people = [...new Set(gone.map(({ userId }) => userId))];
  if (people.length > 0) {
    const waking = sql`pg_notify(${READS_CHANNEL}, ${memberships.companyId}::text)`;
    await db.select({ waking }).from(memberships).where(inArray(memberships.userId, people));
  }
  return gone.length;
}

/**
 * Deletes sessions past the idle limit, a day late: the clocks of servers differ, and none may end a session early.
 * @returns how many, `limit` when more may remain
 */
export async function pruneSessions(db: Db, idleMs: number, limit: number): Promise<number> {
  const rows = await db.execute(sql`
    delete from ${sessions} where id in (
      select id from ${sessions} where used_at < now() - ${idleMs} * interval '1 millisecond' - interval '1 day'
      order by used_at limit ${limit} for update skip locked
    ) returning 1`);
  return rows.length;
}

/** Sessions that began before the person had a business now belong to it. */
export async function adoptSessions(db: Db, userId: string, companyId: string): Promise<void> {
  await db
    .update(sessions)
    .set({ companyId })
    .where(and(eq(sessions.userId, userId), isNull(sessions.companyId)));
}

export type ViewerRow = NonNullable<Awaited<ReturnType<typeof findViewer>>>;

const prepared = new WeakMap<HotDb, ReturnType<typeof prepareViewer>>();

function prepareViewer(db: HotDb) {
  return (
    db
      .select({
        sessionId: sessions.id,
        createdAt: sessions.createdAt,
        usedAt: sessions.usedAt,
        issuerSignedInAt: users.issuerSignedInAt,
        method: sessions.method,
        identifiedAt: sessions.identifiedAt,
        acr: sessions.acr,
        amr: sessions.amr,
        userId: users.id,
        userName: users.name,
        email: users.email,
        suggestedBusinessName: users.suggestedBusinessName,
        isStaff: users.isStaff,
        companyId: companies.id,
        companyName: companies.name,
        role: memberships.role,
        /** How many businesses the person may act for. */
        businesses: sql<number>`(select count(*)::int from ${memberships} own where own.user_id = ${users.id})`,
      })
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.userId))
      // The membership is read each time: a removed role ends at once, not at the next sign-in.
      .leftJoin(
        memberships,
        and(
          eq(memberships.userId, sessions.userId),
          // A selected business counts only if it is the person's own.
          sql`${memberships.companyId} = coalesce(
            (select chosen.company_id from ${memberships} chosen
              where chosen.user_id = ${sessions.userId} and chosen.company_id = ${sql.placeholder('chosen')}::uuid),
            ${sessions.companyId})`,
        ),
      )
      .leftJoin(companies, eq(companies.id, memberships.companyId))
      .where(eq(sessions.tokenHash, sql.placeholder('tokenHash')))
      .prepare('find_viewer')
  );
}

/**
 * The person, business and role behind a session; null when it is unknown. One round trip, prepared.
 * @param chosen which of the person's own businesses; otherwise the one that the session began with
 */
export async function findViewer(db: HotDb, tokenHash: string, chosen: string | null = null) {
  let query = prepared.get(db);
  if (query === undefined) {
    query = prepareViewer(db);
    prepared.set(db, query);
  }
  const [row] = await query.execute({ tokenHash, chosen });
  return row ?? null;
}
