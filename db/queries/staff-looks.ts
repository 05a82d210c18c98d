// Looks of staff (SQL): which person opened what of which business, once a day each; written once and never changed.
import { desc, eq, sql } from 'drizzle-orm';
import type { Db } from '../client';
import { type StaffLookKind, staffLooks, users } from '../schema/people';

/** The first of a day is kept; a page that is loaded again adds nothing. When it was, the database says. */
export async function recordStaffLook(
  db: Db,
  look: { companyId: string; staffId: string; what: StaffLookKind },
): Promise<void> {
  await db.insert(staffLooks).values(look).onConflictDoNothing();
}

/** The latest first. */
export async function listStaffLooks(db: Db, companyId: string, atMost: number) {
  return db
    .select({ staffId: staffLooks.staffId, name: users.name, what: staffLooks.what, at: staffLooks.at })
    .from(staffLooks)
    .innerJoin(users, eq(users.id, staffLooks.staffId))
    .where(eq(staffLooks.companyId, companyId))
    .orderBy(desc(staffLooks.at))
    .limit(atMost);
}

/** @returns how many, `limit` when there may be more */
export async function forgetStaffLooks(db: Db, days: number, limit: number): Promise<number> {
  const [row] = await db.execute<{ gone: number }>(sql`select forget_staff_looks(${days}, ${limit}) as gone`);
  return row?.gone ?? 0;
}
