// Owns the SQL of the queue: owed in a transaction, held by a lease, done or given up once.
import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Job, JobState } from '../../lib/domain/job';
import type { Db } from '../client';
import { jobs } from '../schema/work';

/** The channel that tells waiting workers of new work. */
export const JOBS_CHANNEL = 'accord_jobs';

export interface ClaimedJob {
  id: number;
  job: Job;
  requestId: string;
  /** This attempt's number, from 1. It is also the proof of holding the lease. */
  attempt: number;
}

/** Call it in the transaction of the event that makes the work owed; workers hear of it when that commits. */
export async function insertJob(
  tx: Db,
  owed: { lane: string; job: Job; requestId: string; notBefore?: Date },
): Promise<number> {
  const [row] = await tx.insert(jobs).values(owed).returning({ id: jobs.id });
  await tx.execute(sql`select pg_notify(${JOBS_CHANNEL}, '')`);
  if (row === undefined) throw new Error('The new job came back empty.');
  return row.id;
}

/** Work that is planned for a later day does not hold up what is owed now; work that is being retried does. */
const isFirstOfLane = (now: Date) => sql`not exists (
  select 1 from ${jobs} before
  where before.state = 'waiting' and before.lane = j.lane and before.id < j.id
    and (before.not_before is null or before.not_before <= ${now.toISOString()}::timestamptz)
)`;

/**
 * Takes due jobs: of each lane only the oldest, so that a lane keeps its order, and none that somebody else holds.
 * Leases and waits are in the database's time, so that workers whose clocks differ agree about them.
 * @param now business time, for work that was planned for a day
 */
export async function claimJobs(db: Db, limit: number, leaseMs: number, now: Date): Promise<ClaimedJob[]> {
  const rows = await db.execute<{ id: string; job: Job; request_id: string; attempts: number }>(sql`
    with due as (
      select j.id from ${jobs} j
      where j.state = 'waiting' and j.run_at <= now()
        and (j.not_before is null or j.not_before <= ${now.toISOString()}::timestamptz)
        and (j.leased_until is null or j.leased_until < now())
        and ${isFirstOfLane(now)}
      order by j.run_at
      limit ${limit}
      for update skip locked
    )
    update ${jobs} j
    set attempts = attempts + 1, leased_until = now() + ${leaseMs} * interval '1 ms'
    from due where j.id = due.id
    returning j.id, j.job, j.request_id, j.attempts`);
  return rows.map((row) => ({
    id: Number(row.id),
    job: row.job,
    requestId: row.request_id,
    attempt: row.attempts,
  }));
}

/** Held by this attempt still: a worker that was too slow must not speak for the one that took over. */
const heldBy = ({ id, attempt }: ClaimedJob) =>
  and(eq(jobs.id, id), eq(jobs.attempts, attempt), eq(jobs.state, 'waiting'));

/** A long piece of work says that it is still alive. @returns false when somebody else holds it by now */
export async function extendLease(db: Db, claimed: ClaimedJob, leaseMs: number): Promise<boolean> {
  const rows = await db
    .update(jobs)
    .set({ leasedUntil: sql`now() + ${leaseMs} * interval '1 ms'` })
    .where(heldBy(claimed))
    .returning({ id: jobs.id });
  return rows.length === 1;
}

/** @param endedAt business time, since people read it beside what they did then */
export async function finishJob(db: Db, claimed: ClaimedJob, endedAt: Date): Promise<void> {
  await db
    .update(jobs)
    .set({ state: 'done', endedAt, leasedUntil: null, problem: null })
    .where(heldBy(claimed));
}

export async function retryJob(db: Db, claimed: ClaimedJob, waitMs: number, problem: string): Promise<void> {
  await db
    .update(jobs)
    .set({ runAt: sql`now() + ${waitMs} * interval '1 ms'`, leasedUntil: null, problem })
    .where(heldBy(claimed));
}

/** Given up; the lane goes on without it. */
export async function buryJob(db: Db, claimed: ClaimedJob, problem: string): Promise<void> {
  await db
    .update(jobs)
    .set({ state: 'dead', endedAt: sql`now()`, leasedUntil: null, problem })
    .where(heldBy(claimed));
}

/** Tries given-up jobs again from the start. @returns how many there were among them */
export async function reviveJobs(db: Db, ids: number[]): Promise<number> {
  if (ids.length === 0) return 0;
  const rows = await db
    .update(jobs)
    .set({ state: 'waiting', attempts: 0, runAt: sql`now()`, endedAt: null })
    .where(and(inArray(jobs.id, ids), eq(jobs.state, 'dead')))
    .returning({ id: jobs.id });
  if (rows.length > 0) await db.execute(sql`select pg_notify(${JOBS_CHANNEL}, '')`);
  return rows.length;
}

/**
 * Milliseconds until something that is owed by `now` can be taken; null when nothing waits. Negative when it is overdue.
 * The heads of the lanes are read off the index in one go: asking of each job whether another is before it takes
 * minutes where one lane holds very many.
 */
export async function msUntilDue(db: Db, now: Date): Promise<number | null> {
  const [row] = await db.execute<{ ms: string | null }>(sql`
    select extract(epoch from min(greatest(head.run_at, coalesce(head.leased_until, head.run_at))) - now()) * 1000 as ms
    from (
      select distinct on (j.lane) j.run_at, j.leased_until from ${jobs} j
      where j.state = 'waiting' and (j.not_before is null or j.not_before <= ${now.toISOString()}::timestamptz)
      order by j.lane, j.id
    ) head`);
  return row?.ms === null || row?.ms === undefined ? null : Number(row.ms);
}

export type JobRow = typeof jobs.$inferSelect;

/** What is owed for one business, newest first. */
export async function listCompanyJobs(db: Db, companyId: string): Promise<JobRow[]> {
  return db.select().from(jobs).where(eq(jobs.lane, companyId)).orderBy(desc(jobs.id));
}

export async function listJobsByState(db: Db, state: JobState, limit: number): Promise<JobRow[]> {
  return db.select().from(jobs).where(eq(jobs.state, state)).orderBy(asc(jobs.id)).limit(limit);
}
