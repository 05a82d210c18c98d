// Owns the SQL for sessions and for the one question every page asks: who is this?
import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import type { Db, HotDb } from '../client';
import { companies, memberships, sessions, users } from '../schema/people';

export async function insertSession(db: Db, session: typeof sessions.$inferInsert): Promise<void> {
  await db.insert(sessions).values(session);
}

export async function deleteSession(db: Db, tokenHash: string): Promise<void> {
  await db.delete(sessions).where(eq(sessions.tokenHash, tokenHash));
}

export async function extendSession(db: Db, tokenHash: string, expiresAt: Date): Promise<void> {
  await db.update(sessions).set({ expiresAt }).where(eq(sessions.tokenHash, tokenHash));
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
        createdAt: sessions.createdAt,
        expiresAt: sessions.expiresAt,
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
      // The membership is asked for each time: a role taken away ends at once, not at the next sign-in.
      .leftJoin(
        memberships,
        and(
          eq(memberships.userId, sessions.userId),
          // One that is selected counts only where it is the person's own.
          sql`${memberships.companyId} = coalesce(
            (select chosen.company_id from ${memberships} chosen
              where chosen.user_id = ${sessions.userId} and chosen.company_id = ${sql.placeholder('chosen')}::uuid),
            ${sessions.companyId})`,
        ),
      )
      .leftJoin(companies, eq(companies.id, memberships.companyId))
      .where(
        and(
          eq(sessions.tokenHash, sql.placeholder('tokenHash')),
          gt(sessions.expiresAt, sql`${sql.placeholder('now')}::timestamptz`),
        ),
      )
      .prepare('find_viewer')
  );
}

/**
 * The person, business and role behind a session; null when it is unknown or over. One round trip, prepared.
 * @param chosen which of the person's own businesses; otherwise the one that the session began with
 */
export async function findViewer(db: HotDb, tokenHash: string, now: Date, chosen: string | null = null) {
  let query = prepared.get(db);
  if (query === undefined) {
    query = prepareViewer(db);
    prepared.set(db, query);
  }
  const [row] = await query.execute({ tokenHash, now: now.toISOString(), chosen });
  return row ?? null;
}
