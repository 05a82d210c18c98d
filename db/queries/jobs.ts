// SQL of the job queue: enqueued in a transaction, claimed with a lease, finished or moved to the dead letters once.
import { and, asc, desc, eq, inArray, or, sql } from 'drizzle-orm';
import type { JobState } from '../../lib/domain/work/job';
import { type Job, orderingKeyOf } from '../../lib/domain/work/job-kinds';
import type { Db } from '../client';
import { jobs } from '../schema/work';

/** The channel that tells waiting workers of new work. */
export const JOBS_CHANNEL = 'accord_jobs';

export interface ClaimedJob {
  id: number;
  lane: string;
  /** As it was found: `readJob` says whether it is a job. */
  row: unknown;
  requestId: string;
  /** This attempt's number, from 1. It is also the proof of holding the lease. */
  attempt: number;
}

/** Proof of holding a job. */
type Lease = Pick<ClaimedJob, 'id' | 'attempt'>;

export interface NewJob {
  job: Job;
  requestId: string;
  /** Business time; at once when absent. */
  notBefore?: Date;
}

/** Call it in the transaction of the event that enqueues the work; workers hear of it when that commits. */
export async function insertJobs(tx: Db, orders: readonly NewJob[]): Promise<number[]> {
  if (orders.length === 0) return [];
  const rows = await tx
    .insert(jobs)
    .values(orders.map((order) => ({ ...order, lane: orderingKeyOf(order.job) })))
    // Of equal notices of one transaction Postgres sends one.
    .returning({ id: jobs.id, told: sql`pg_notify(${JOBS_CHANNEL}, '')` });
  return rows.map(({ id }) => id);
}

/** The same for one job. @returns its id */
export async function insertJob(tx: Db, order: NewJob): Promise<number> {
  const [id] = await insertJobs(tx, [order]);
  if (id === undefined) throw new Error('The new job came back empty.');
  return id;
}

/** A bound moment of business time. */
const at = (now: Date) => sql`${now.toISOString()}::timestamptz`;

/**
 * A job planned for a later day does not block the jobs behind it in its lane; one that waits for a retry does. Two
 * subqueries, each with its own index: a single one would scan all planned jobs.
 */
const isFirstOfLane = (now: Date) => sql`not exists (
    select 1 from ${jobs} before
    where before.state = 'waiting' and before.not_before is null and before.lane = j.lane and before.id < j.id
  ) and not exists (
    select 1 from ${jobs} before
    where before.state = 'waiting' and before.not_before is not null and before.not_before <= ${at(now)}
      and before.lane = j.lane and before.id < j.id
  )`;

/** Lanes are left out by how they begin. */
const isOutside = (avoided: readonly string[]) =>
  avoided.length === 0
    ? sql``
    : sql`and not exists (select 1 from unnest(${sql.param(avoided)}::text[]) as a (lanes) where starts_with(lane, a.lanes))`;

/** Only lanes that begin so. */
const isInside = (only: string | null) => (only === null ? sql`` : sql`and starts_with(j.lane, ${only})`);

const canBeTaken = (now: Date, { avoided, only }: Lanes) => sql`j.state = 'waiting' and j.run_at <= now()
  and (j.leased_until is null or j.leased_until < now()) ${isInside(only)} ${isOutside(avoided)} and ${isFirstOfLane(now)}`;

interface Lanes {
  avoided: readonly string[];
  only: string | null;
}

/**
 * Claims due jobs: only the oldest of each lane, so that a lane keeps its order, and none under another worker's
 * lease. Planned jobs whose day has come go first: they have waited longest. Leases and waits use the database's
 * clock, so that workers with different clocks agree.
 * @param now business time, for planned jobs
 * @param avoided prefixes of lanes to skip
 * @param only prefix of the lanes to take; all when null
 */
export async function claimJobs(
  db: Db,
  limit: number,
  leaseMs: number,
  now: Date,
  avoided: readonly string[] = [],
  only: string | null = null,
): Promise<ClaimedJob[]> {
  const lanes = { avoided, only };
  const rows = await db.execute<{
    id: string;
    lane: string;
    job: unknown;
    request_id: string;
    attempts: number;
  }>(sql`
    with planned as materialized (
      select j.id from ${jobs} j
      where j.not_before is not null and j.not_before <= ${at(now)} and ${canBeTaken(now, lanes)}
      order by j.not_before
      limit ${limit}
      for update skip locked
    ), enqueued as materialized (
      select j.id from ${jobs} j
      where j.not_before is null and ${canBeTaken(now, lanes)}
      order by j.run_at
      limit ${limit}::bigint - (select count(*) from planned)
      for update skip locked
    )
    update ${jobs} j
    set attempts = attempts + 1, leased_until = now() + ${leaseMs} * interval '1 ms'
    from (select id from planned union all select id from enqueued) due where j.id = due.id
    returning j.id, j.lane, j.job, j.request_id, j.attempts`);
  return rows.map((row) => ({
    id: Number(row.id),
    lane: row.lane,
    row: row.job,
    requestId: row.request_id,
    attempt: row.attempts,
  }));
}

/** Held by this attempt still: a worker that was too slow must not speak for the one that took over. */
const heldBy = ({ id, attempt }: Lease) =>
  and(eq(jobs.id, id), eq(jobs.attempts, attempt), eq(jobs.state, 'waiting'));

/** Extends the lease of a long job. @returns false when another worker holds it by now */
export async function extendLease(db: Db, claimed: Lease, leaseMs: number): Promise<boolean> {
  const rows = await db
    .update(jobs)
    .set({ leasedUntil: sql`now() + ${leaseMs} * interval '1 ms'` })
    .where(heldBy(claimed))
    .returning({ id: jobs.id });
  return rows.length === 1;
}

/** @param endedAt business time, since people read it beside what they did then */
export async function finishJob(db: Db, claimed: Lease, endedAt: Date): Promise<void> {
  await db
    .update(jobs)
    .set({ state: 'done', endedAt, leasedUntil: null, problem: null })
    .where(heldBy(claimed));
}

export async function retryJob(db: Db, claimed: Lease, waitMs: number, problem: string): Promise<void> {
  await db
    .update(jobs)
    .set({ runAt: sql`now() + ${waitMs} * interval '1 ms'`, leasedUntil: null, problem })
    .where(heldBy(claimed));
}

/** What was begun and cannot be finished here: another worker may do it at once, and this one is not heard any more. */
export async function releaseJobs(db: Db, claimed: readonly Lease[]): Promise<void> {
  if (claimed.length === 0) return;
  await db
    .update(jobs)
    // With its number the attempt loses its voice: a heartbeat of it would take the lease back.
    .set({
      attempts: sql`${jobs.attempts} + 1`,
      leasedUntil: null,
      runAt: sql`now()`,
      problem: 'the worker was stopped',
    })
    .where(or(...claimed.map(heldBy)));
  await db.execute(sql`select pg_notify(${JOBS_CHANNEL}, '')`);
}

/** Moves the job to the dead letters; its lane continues. */
export async function deadLetterJob(db: Db, claimed: Lease, problem: string): Promise<void> {
  await db
    .update(jobs)
    .set({ state: 'dead', endedAt: sql`now()`, leasedUntil: null, problem })
    .where(heldBy(claimed));
}

/** Tries given-up jobs again from the start; all of them without ids. @returns how many there were among them */
export async function reviveJobs(db: Db, ids: number[] | 'all'): Promise<number> {
  const rows = await db
    .update(jobs)
    .set({ state: 'waiting', attempts: 0, runAt: sql`now()`, endedAt: null })
    .where(and(ids === 'all' ? undefined : inArray(jobs.id, ids), eq(jobs.state, 'dead')))
    .returning({ id: jobs.id });
  if (rows.length > 0) await db.execute(sql`select pg_notify(${JOBS_CHANNEL}, '')`);
  return rows.length;
}

/**
 * Milliseconds until something that is enqueued by `now` can be taken; null when nothing waits. Negative when it is overdue.
 * The heads of the lanes are read off the indexes in one go: asking of each job whether another is before it takes
 * minutes where one lane holds very many.
 */
export async function msUntilDue(db: Db, now: Date, avoided: readonly string[] = []): Promise<number | null> {
  const [row] = await db.execute<{ ms: string | null }>(sql`
    select extract(epoch from min(greatest(head.run_at, coalesce(head.leased_until, head.run_at))) - now()) * 1000 as ms
    from (
      select distinct on (lane) run_at, leased_until from (
        (select lane, id, run_at, leased_until from ${jobs}
          where state = 'waiting' and not_before is null ${isOutside(avoided)})
        union all
        (select lane, id, run_at, leased_until from ${jobs}
          where state = 'waiting' and not_before is not null and not_before <= ${at(now)} ${isOutside(avoided)})
      ) due
      order by lane, id
    ) head`);
  return row?.ms === null || row?.ms === undefined ? null : Number(row.ms);
}

export type JobRow = typeof jobs.$inferSelect;

/** Jobs that one request enqueued for a business. */
export async function listJobsOf(db: Db, companyId: string, requestId: string): Promise<JobRow[]> {
  return db
    .select()
    .from(jobs)
    .where(and(eq(jobs.lane, companyId), eq(jobs.requestId, requestId)))
    .orderBy(asc(jobs.id));
}

/** The last work that ends a connection at Codat in this way. */
export async function findEndJob(
  db: Db,
  companyId: string,
  kind: 'unlink-connection' | 'delete-connection',
  connectionId: string,
): Promise<JobRow | null> {
  const [row] = await db
    .select()
    .from(jobs)
    .where(
      and(
        eq(jobs.lane, companyId),
        // As the index says it.
        sql`job ->> 'kind' in ('unlink-connection', 'delete-connection')`,
        sql`job ->> 'kind' = ${kind} and job ->> 'connectionId' = ${connectionId}`,
      ),
    )
    .orderBy(desc(jobs.id))
    .limit(1);
  return row ?? null;
}

export async function listJobsByState(db: Db, state: JobState, limit: number): Promise<JobRow[]> {
  return db.select().from(jobs).where(eq(jobs.state, state)).orderBy(asc(jobs.id)).limit(limit);
}

/** How much work there is in each state; `leased` is the part of what waits that some worker holds. */
export async function countJobs(
  db: Db,
  lanes: string[] | null = null,
): Promise<Record<JobState | 'leased', number>> {
  const [row] = await db
    .select({
      waiting: sql<number>`count(*) filter (where state = 'waiting')::int`,
      done: sql<number>`count(*) filter (where state = 'done')::int`,
      dead: sql<number>`count(*) filter (where state = 'dead')::int`,
      leased: sql<number>`count(*) filter (where state = 'waiting' and leased_until > now())::int`,
    })
    .from(jobs)
    .where(lanes === null ? undefined : inArray(jobs.lane, lanes));
  return row ?? { waiting: 0, done: 0, dead: 0, leased: 0 };
}
