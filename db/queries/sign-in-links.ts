// SQL of magic links: created, inspected, used once, deleted.
import { and, eq, gt, lt, sql } from 'drizzle-orm';
import type { Db } from '../client';
import { signInLinks, users } from '../schema/people';

/** Held until the transaction ends, so that parallel requests for one mailbox count each other. */
export async function lockMailbox(tx: Db, mailbox: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`sign-in|${mailbox}`}, 0))`);
}

export async function countSignInLinks(tx: Db, mailbox: string, since: Date): Promise<number> {
  const rows = await tx
    .select({ tokenHash: signInLinks.tokenHash })
    .from(signInLinks)
    .where(and(eq(signInLinks.mailbox, mailbox), gt(signInLinks.createdAt, since)));
  return rows.length;
}

export async function insertSignInLink(tx: Db, link: typeof signInLinks.$inferInsert): Promise<void> {
  await tx.insert(signInLinks).values(link);
}

/** The address that the link is for; null when it has expired, was used or never existed. */
export async function findSignInLink(db: Db, tokenHash: string, now: Date): Promise<string | null> {
  const [row] = await db
    .select({ email: signInLinks.email })
    .from(signInLinks)
    .where(and(eq(signInLinks.tokenHash, tokenHash), gt(signInLinks.expiresAt, now)));
  return row?.email ?? null;
}

/** Uses the link up: of several callers at once, only one gets the address. */
export async function takeSignInLink(tx: Db, tokenHash: string, now: Date): Promise<string | null> {
  const [row] = await tx
    .delete(signInLinks)
    .where(and(eq(signInLinks.tokenHash, tokenHash), gt(signInLinks.expiresAt, now)))
    .returning({ email: signInLinks.email });
  return row?.email ?? null;
}

/** Deletes addresses of people who did not sign in, as soon as rate limits no longer count them. */
export async function pruneSignInLinks(db: Db, before: Date): Promise<void> {
  await db.delete(signInLinks).where(lt(signInLinks.createdAt, before));
}

/**
 * The one customer whose verified address this is; null when none or several have it. Staff sign in at the sign-in
 * service only, because they see every business.
 * @param days since the last sign-in at the service, at most
 */
export async function findUserByVerifiedEmail(db: Db, email: string, days: number) {
  const rows = await db
    .select({ id: users.id, name: users.name, isStaff: users.isStaff })
    .from(users)
    .where(
      and(
        sql`lower(${users.email}) = ${email}`,
        eq(users.isEmailVerified, true),
        gt(users.issuerSignedInAt, sql`now() - ${days} * interval '1 day'`),
      ),
    )
    .limit(2);
  const [row] = rows;
  return rows.length === 1 && row !== undefined && !row.isStaff ? { id: row.id, name: row.name } : null;
}
