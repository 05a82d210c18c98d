// Owns the SQL of letters: to whom they go, what they say, whether they were sent.
import { and, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Db } from '../client';
import { companies, memberships, users } from '../schema/people';
import { mails } from '../schema/work';

/** Members of a business who have an address. @param userIds only these; they need not be members */
export async function listRecipients(
  db: Db,
  companyId: string,
  userIds?: readonly string[],
): Promise<{ userId: string; email: string }[]> {
  const rows =
    userIds === undefined
      ? await db
          .select({ userId: users.id, email: users.email })
          .from(memberships)
          .innerJoin(users, eq(users.id, memberships.userId))
          .where(and(eq(memberships.companyId, companyId), isNotNull(users.email)))
      : await db
          .select({ userId: users.id, email: users.email })
          .from(users)
          .where(and(inArray(users.id, [...userIds]), isNotNull(users.email)));
  return rows.flatMap(({ userId, email }) => (email === null ? [] : [{ userId, email }]));
}

/** @returns its id, or null when this letter was written before */
export async function insertMail(tx: Db, mail: typeof mails.$inferInsert): Promise<string | null> {
  const [row] = await tx
    .insert(mails)
    .values(mail)
    .onConflictDoNothing({ target: mails.dedupe })
    .returning({ id: mails.id });
  return row?.id ?? null;
}

/** With the address as it is now: people change theirs, and a letter that waited goes to the new one. */
export async function findMail(db: Db, companyId: string, mailId: string) {
  const [row] = await db
    .select({
      id: mails.id,
      companyId: mails.companyId,
      kind: mails.kind,
      language: mails.language,
      facts: mails.facts,
      createdAt: mails.createdAt,
      sentAt: mails.sentAt,
      name: users.name,
      email: users.email,
      /** Null for a letter that is about a person only. */
      business: companies.name,
    })
    .from(mails)
    .innerJoin(users, eq(users.id, mails.userId))
    .leftJoin(companies, eq(companies.id, mails.companyId))
    .where(and(eq(mails.companyId, companyId), eq(mails.id, mailId)));
  return row ?? null;
}

/** The first to say so is right: a repetition changes nothing. */
export async function markMailSent(db: Db, companyId: string, mailId: string, sentAt: Date): Promise<void> {
  await db
    .update(mails)
    .set({ sentAt })
    .where(and(eq(mails.companyId, companyId), eq(mails.id, mailId), isNull(mails.sentAt)));
}

/** Names of those whom a letter was written to. @param dedupe of the letter, without the person */
export async function listWrittenTo(db: Db, companyId: string, dedupe: string): Promise<string[]> {
  const rows = await db
    .select({ name: users.name })
    .from(mails)
    .innerJoin(users, eq(users.id, mails.userId))
    .where(
      and(
        eq(mails.companyId, companyId),
        eq(mails.dedupe, sql`${dedupe}::text || ':' || ${mails.userId}::text`),
      ),
    )
    .orderBy(users.name, users.id);
  return rows.map(({ name }) => name);
}
