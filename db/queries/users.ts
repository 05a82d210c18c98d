// SQL of people and their identities at the sign-in service.
import { and, eq, sql } from 'drizzle-orm';
import type { Db } from '../client';
import { identities, users } from '../schema/people';

/** Held until the transaction ends, so that parallel first sign-ins of one person wait for each other. */
export async function lockIdentity(db: Db, issuer: string, subject: string): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${issuer}|${subject}`}, 0))`);
}

export async function findUserByIdentity(db: Db, issuer: string, subject: string) {
  const [row] = await db
    .select({ id: users.id, name: users.name, email: users.email })
    .from(identities)
    .innerJoin(users, eq(users.id, identities.userId))
    .where(and(eq(identities.issuer, issuer), eq(identities.subject, subject)));
  return row ?? null;
}

export async function findUser(db: Db, userId: string) {
  const [row] = await db
    .select({
      id: users.id,
      name: users.name,
      email: users.email,
      suggestedBusinessName: users.suggestedBusinessName,
    })
    .from(users)
    .where(eq(users.id, userId));
  return row ?? null;
}

export async function insertUser(
  db: Db,
  user: { name: string; email: string | null; issuer: string; subject: string },
): Promise<string> {
  const [row] = await db
    .insert(users)
    .values({ name: user.name, email: user.email })
    .returning({ id: users.id });
  if (row === undefined) throw new Error('The new user came back empty.');
  await db.insert(identities).values({ issuer: user.issuer, subject: user.subject, userId: row.id });
  return row.id;
}

export async function updateUser(
  db: Db,
  userId: string,
  change: {
    name?: string;
    email?: string | null;
    suggestedBusinessName?: string | null;
    isStaff?: boolean;
    isEmailVerified?: boolean;
    /** True when the sign-in service has identified the person just now. */
    isSignedIn?: boolean;
  },
): Promise<void> {
  const { isSignedIn, ...rest } = change;
  const seen = isSignedIn === true ? { issuerSignedInAt: sql`now()` } : {};
  await db
    .update(users)
    .set({ ...rest, ...seen })
    .where(eq(users.id, userId));
}

/** Locks the person's row until the transaction ends. */
export async function lockUser(db: Db, userId: string): Promise<void> {
  await db.select({ id: users.id }).from(users).where(eq(users.id, userId)).for('update');
}
