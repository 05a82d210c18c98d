// SQL of questions from the help form: stored once, sent once, deleted after their retention.
import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import type { Db } from '../client';
import { companies } from '../schema/people';
import { helpRequests } from '../schema/support';

/** Held until the transaction ends, so that parallel questions from one mailbox count each other. */
export async function lockHelpMailbox(tx: Db, mailbox: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`help|${mailbox}`}, 0))`);
}

export async function countHelpRequests(tx: Db, mailbox: string, since: Date): Promise<number> {
  const rows = await tx
    .select({ id: helpRequests.id })
    .from(helpRequests)
    .where(and(eq(helpRequests.mailbox, mailbox), gt(helpRequests.createdAt, since)));
  return rows.length;
}

/** @returns its id, or null when the same question was asked before */
export async function insertHelpRequest(
  tx: Db,
  request: typeof helpRequests.$inferInsert,
): Promise<string | null> {
  const [row] = await tx
    .insert(helpRequests)
    .values(request)
    .onConflictDoNothing({ target: helpRequests.dedupe })
    .returning({ id: helpRequests.id });
  return row?.id ?? null;
}

export async function hasHelpRequest(db: Db, reference: string): Promise<boolean> {
  const rows = await db
    .select({ id: helpRequests.id })
    .from(helpRequests)
    .where(eq(helpRequests.reference, reference));
  return rows.length === 1;
}

export async function findHelpRequest(db: Db, id: string) {
  const [row] = await db
    .select({
      id: helpRequests.id,
      reference: helpRequests.reference,
      name: helpRequests.name,
      email: helpRequests.email,
      message: helpRequests.message,
      page: helpRequests.page,
      language: helpRequests.language,
      createdAt: helpRequests.createdAt,
      sentAt: helpRequests.sentAt,
      /** Null where the author was not signed in. */
      business: companies.name,
    })
    .from(helpRequests)
    .leftJoin(companies, eq(companies.id, helpRequests.companyId))
    .where(eq(helpRequests.id, id));
  return row ?? null;
}

/** The first time stays: a repetition changes nothing. */
export async function markHelpRequestSent(db: Db, id: string, sentAt: Date): Promise<void> {
  await db
    .update(helpRequests)
    .set({ sentAt })
    .where(and(eq(helpRequests.id, id), isNull(helpRequests.sentAt)));
}

export async function deleteHelpRequest(db: Db, id: string): Promise<void> {
  await db.delete(helpRequests).where(eq(helpRequests.id, id));
}
