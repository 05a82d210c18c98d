// SQL of the staff audit trail: which staff member opened what of which business, once a day each; rows never change.
import { desc, eq, sql } from 'drizzle-orm';
import type { Db } from '../client';
import { type StaffViewKind, staffViews, users } from '../schema/people';

/** The first view of a day is kept; reloading a page adds nothing. The database sets the time. */
export async function recordStaffView(
  db: Db,
  look: { companyId: string; staffId: string; what: StaffViewKind },
): Promise<void> {
  await db.insert(staffViews).values(look).onConflictDoNothing();
}

/** Newest first. */
export async function listStaffViews(db: Db, companyId: string, atMost: number) {
  return db
    .select({ staffId: staffViews.staffId, name: users.name, what: staffViews.what, at: staffViews.at })
    .from(staffViews)
    .innerJoin(users, eq(users.id, staffViews.staffId))
    .where(eq(staffViews.companyId, companyId))
    .orderBy(desc(staffViews.at))
    .limit(atMost);
}

/** @returns how many, `limit` when more may remain */
export async function pruneStaffViews(db: Db, days: number, limit: number): Promise<number> {
  const [row] = await db.execute<{ gone: number }>(sql`select forget_staff_looks(${days}, ${limit}) as gone`);
  return row?.gone ?? 0;
}
