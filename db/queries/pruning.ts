// SQL of retention: prunes tables that only grow, in small batches, by index, without blocking other work.
import { type SQL, sql } from 'drizzle-orm';
import { ENDING_KINDS } from '../../lib/domain/work/job-kinds';
import type { Db } from '../client';
import { decisionLog } from '../schema/access';
import { deliveryAttempts } from '../schema/outbound';
import { reconciliations } from '../schema/reconcile';
import { jobs, webhookEvents } from '../schema/work';

const before = (days: number) => sql`now() - ${days} * interval '1 day'`;
const at = (moment: Date) => sql`${moment.toISOString()}::timestamptz`;

/**
 * Empties the texts of applied webhook messages. Their ids stay, so that none is applied twice.
 * @returns how many, `limit` when more may remain
 */
export async function pruneWebhookBodies(db: Db, days: number, limit: number): Promise<number> {
  const rows = await db.execute(sql`
    update ${webhookEvents} set body = '' where id in (
      select id from ${webhookEvents}
      where applied_at is not null and body <> '' and received_at < ${before(days)}
      order by received_at limit ${limit} for update skip locked
    ) returning 1`);
  return rows.length;
}

export interface JobWalk {
  pruned: number;
  /** Where the next batch starts; null at the end. */
  next: number | null;
}

/**
 * Deletes finished jobs, oldest first, but no waiting or dead one, and no end of access: pages show it as proof.
 * @param endedBefore business time
 */
export async function pruneDoneJobs(
  db: Db,
  endedBefore: Date,
  from: number,
  limit: number,
): Promise<JobWalk> {
  const [row] = await db.execute<{ pruned: number; next: string | null }>(sql`
    with page as (
      select id, created_at from ${jobs} where id > ${from} order by id limit ${limit}
    ), old as (
      select id from ${jobs} where id in (select id from page)
        and state = 'done' and ended_at < ${at(endedBefore)} and job ->> 'kind' not in ${[...ENDING_KINDS, 'delete-company']}
      for update skip locked
    ), gone as (
      delete from ${jobs} j using old where j.id = old.id returning 1
    )
    select (select count(*)::int from gone) as pruned,
      (select case when count(*) = ${limit}::int and max(created_at) < ${at(endedBefore)} then max(id) end from page) as next`);
  return { pruned: row?.pruned ?? 0, next: row?.next ? Number(row.next) : null };
}

/** Deletes delivery attempts. Their number stays with the delivery. */
export async function pruneAttempts(db: Db, days: number, limit: number): Promise<number> {
  return pruneOldest(db, sql`${deliveryAttempts}`, before(days), limit);
}

/** Deletes reconciliation findings. @param foundBefore business time */
export async function pruneReconciliations(db: Db, foundBefore: Date, limit: number): Promise<number> {
  return pruneOldest(db, sql`${reconciliations}`, at(foundBefore), limit);
}

/** Deletes answers of the decision log. */
export async function pruneDecisions(db: Db, days: number, limit: number): Promise<number> {
  return pruneOldest(db, sql`${decisionLog}`, before(days), limit);
}

/** Ids grow with time, so the rows with the lowest ids are the oldest. */
async function pruneOldest(db: Db, table: SQL, moment: SQL, limit: number): Promise<number> {
  const rows = await db.execute(sql`
    with page as (
      select id, at from ${table} order by id limit ${limit}
    ), old as (
      select id from ${table} where id in (select id from page where at < ${moment}) for update skip locked
    )
    delete from ${table} t using old where t.id = old.id returning 1`);
  return rows.length;
}
