// SQL of erasure: removes names and addresses of people outside the ledger, which keeps who agreed as proof.
import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import type { Db } from '../client';
import { connectionEvents } from '../schema/connection';
import { identities, memberships, sessions, users } from '../schema/people';
import { helpRequests } from '../schema/support';
import { jobs, mails } from '../schema/work';

export async function hasWaitingLetters(db: Db, companyId: string): Promise<boolean> {
  const [row] = await db
    .select({ id: jobs.id })
    .from(jobs)
    .where(
      and(
        eq(jobs.state, 'waiting'),
        sql`${jobs.job}->>'kind' = 'send-mail'`,
        sql`${jobs.job}->>'companyId' = ${companyId}`,
      ),
    )
    .limit(1);
  return row !== undefined;
}

/**
 * Erases those of the people who act for no business any more and are not staff: signing in creates a new person.
 * @returns how many
 */
export async function erasePeople(tx: Db, userIds: readonly string[]): Promise<number> {
  if (userIds.length === 0) return 0;
  const gone = await tx
    .update(users)
    .set({ name: '', email: null, suggestedBusinessName: null, isEmailVerified: false })
    .where(
      and(
        inArray(users.id, [...userIds]),
        eq(users.isStaff, false),
        sql`not exists (select 1 from ${memberships} where ${memberships.userId} = ${users.id})`,
      ),
    )
    .returning({ id: users.id });
  const ids = gone.map(({ id }) => id);
  if (ids.length === 0) return 0;
  await tx.delete(sessions).where(inArray(sessions.userId, ids));
  await tx.delete(identities).where(inArray(identities.userId, ids));
  await tx.delete(helpRequests).where(inArray(helpRequests.userId, ids));
  return ids.length;
}

/** Erases the names in one business's connection history, questions and letters. */
export async function eraseNamesOf(tx: Db, companyId: string): Promise<void> {
  await tx
    .update(connectionEvents)
    .set({ by: '', onRequest: sql`${connectionEvents.onRequest} || '{"askedBy":""}'::jsonb` })
    .where(and(eq(connectionEvents.companyId, companyId), isNotNull(connectionEvents.by)));
  await tx.delete(helpRequests).where(eq(helpRequests.companyId, companyId));
  await tx
    .update(mails)
    .set({ facts: sql`${mails.facts} || '{"askedBy":""}'::jsonb` })
    .where(and(eq(mails.companyId, companyId), eq(mails.kind, 'done-on-request')));
  await tx
    .update(mails)
    .set({ facts: sql`${mails.facts} || '{"linkOf":""}'::jsonb` })
    .where(and(eq(mails.companyId, companyId), eq(mails.kind, 'organisation-check')));
}
