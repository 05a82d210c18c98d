// SQL of letters (transactional outbox): recipient, facts, and the time of sending.
import { and, asc, eq, gt, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import { orderingKeyOf } from '../../lib/domain/work/job-kinds';
import type { Db } from '../client';
import { companies, memberships, users } from '../schema/people';
import { jobs, mails } from '../schema/work';
import { part, placeholder, select } from './gather';
import { JOBS_CHANNEL, type NewJob } from './jobs';

/** Members of a business who have an address. */
export const recipientsPart = part(
  select
    .select({ userId: users.id, email: users.email })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.companyId, placeholder('companyId')), isNotNull(users.email))),
  (rows) => rows.flatMap(({ userId, email }) => (email === null ? [] : [{ userId, email }])),
);

/** Members of a business who have an address. @param userIds instead of its members */
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

export interface NewLetter {
  mail: typeof mails.$inferInsert & { id: string };
  /** The job that sends it. */
  job: NewJob;
}

/**
 * Writes letters with the jobs that send them, in one statement; a letter that was written before is left as it is.
 * @returns the number of letters that are new
 */
export async function insertLetters(tx: Db, letters: readonly NewLetter[]): Promise<number> {
  if (letters.length === 0) return 0;
  const written = tx
    .insert(mails)
    .values(letters.map(({ mail }) => mail))
    .onConflictDoNothing({ target: mails.dedupe })
    .returning({ id: mails.id });
  const sending = letters.map(({ mail, job }, place) => ({
    place,
    mail_id: mail.id,
    lane: orderingKeyOf(job.job),
    job: job.job,
    request_id: job.requestId,
    not_before: job.notBefore ?? null,
  }));
  const rows = await tx.execute(sql`
    with written as ${written}, sending as (
      select * from json_to_recordset(${JSON.stringify(sending)}::json) as s (
        place int, mail_id uuid, lane text, job jsonb, request_id text, not_before timestamptz
      )
    )
    insert into ${jobs} (lane, job, request_id, not_before)
    select s.lane, s.job, s.request_id, s.not_before from sending s join written on written.id = s.mail_id order by s.place
    returning pg_notify(${JOBS_CHANNEL}, '')`);
  return rows.length;
}

/** With the present address: a letter that waited goes to the person's new one. */
export async function findMail(db: Db, companyId: string, mailId: string) {
  const [row] = await db
    .select({
      id: mails.id,
      companyId: mails.companyId,
      userId: mails.userId,
      kind: mails.kind,
      language: mails.language,
      facts: mails.facts,
      createdAt: mails.createdAt,
      heldUntil: mails.heldUntil,
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

const recent = {
  userId: mails.userId,
  kind: mails.kind,
  createdAt: mails.createdAt,
  heldUntil: mails.heldUntil,
};

/** Letters about one business since a moment. */
export async function listRecentMails(db: Db, companyId: string, since: Date) {
  return db
    .select(recent)
    .from(mails)
    .where(and(eq(mails.companyId, companyId), gt(mails.createdAt, since)));
}

/** The same, with `since` as ISO text. */
export const recentMailsPart = part(
  select
    .select(recent)
    .from(mails)
    .where(
      and(
        eq(mails.companyId, placeholder('companyId')),
        sql`${mails.createdAt} > ${placeholder('since')}::timestamptz`,
      ),
    ),
);

/** What waits to go out with a letter that was held, itself included, oldest first. */
export async function listHeldMails(
  db: Db,
  { companyId, userId, heldUntil }: { companyId: string; userId: string; heldUntil: Date },
) {
  return db
    .select({ id: mails.id, kind: mails.kind, facts: mails.facts })
    .from(mails)
    .where(
      and(
        eq(mails.companyId, companyId),
        eq(mails.userId, userId),
        eq(mails.heldUntil, heldUntil),
        isNull(mails.sentAt),
      ),
    )
    .orderBy(asc(mails.createdAt), asc(mails.id));
}

/** The first to say so is right: a repetition changes nothing. */
export async function markMailsSent(
  db: Db,
  companyId: string,
  mailIds: readonly string[],
  sentAt: Date,
): Promise<void> {
  await db
    .update(mails)
    .set({ sentAt })
    .where(and(eq(mails.companyId, companyId), inArray(mails.id, [...mailIds]), isNull(mails.sentAt)));
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
