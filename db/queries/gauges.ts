// SQL of gauges: queue lengths, ages and load of the database, answered from indexes.
import { sql } from 'drizzle-orm';
import type { Db } from '../client';
import { deliveries, subscribers } from '../schema/outbound';
import { jobs, webhookEvents } from '../schema/work';

export interface JobGauge {
  kind: string;
  /** `planned`: due on a later day. */
  state: 'waiting' | 'planned' | 'dead';
  count: number;
  /** Age in seconds of the oldest pending row, or of the oldest dead one. */
  oldest: number;
}

/** @param now business time */
export async function readJobGauges(db: Db, now: Date): Promise<JobGauge[]> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const rows = await db.execute<{
    kind: string;
    state: JobGauge['state'];
    count: number;
    oldest: number;
  }>(sql`
    select job ->> 'kind' as kind, state, count(*)::int as count,
      greatest(0, extract(epoch from now() - min(since)))::float8 as oldest
    from (
      select job, 'waiting' as state, created_at as since from ${jobs}
      where state = 'waiting' and not_before is null
      union all
      select job, case when not_before <= ${at} then 'waiting' else 'planned' end,
        case when not_before <= ${at} then run_at else now() end
      from ${jobs} where state = 'waiting' and not_before is not null
      union all
      select job, 'dead', ended_at from ${jobs} where state = 'dead'
    ) enqueued
    group by 1, 2`);
  return [...rows];
}

/** Codat's messages that are not applied yet, and the age of the oldest in seconds. */
export async function readWebhookGauge(db: Db): Promise<{ count: number; oldest: number }> {
  const [row] = await db.execute<{ count: number; oldest: number }>(sql`
    select count(*)::int as count,
      greatest(0, coalesce(extract(epoch from now() - min(received_at)), 0))::float8 as oldest
    from ${webhookEvents} where applied_at is null and codat_company_id is not null`);
  return row ?? { count: 0, oldest: 0 };
}

/** Only of endpoints that exist: deliveries of a removed endpoint do not count. */
export async function readDeliveryGauges(
  db: Db,
): Promise<{ state: string; count: number; oldest: number }[]> {
  const rows = await db.execute<{ state: string; count: number; oldest: number }>(sql`
    select state, count(*)::int as count, greatest(0, extract(epoch from now() - min(enqueued_at)))::float8 as oldest
    from (
      select state, enqueued_at, subscriber_id from ${deliveries} where state = 'waiting'
      union all
      select state, enqueued_at, subscriber_id from ${deliveries} where state = 'dead'
    ) enqueued
    where subscriber_id in (select id from ${subscribers} where state <> 'removed')
    group by state`);
  return [...rows];
}

/** Of all processes together, as the server counts them. */
export async function readConnectionGauge(db: Db): Promise<{ used: number; most: number }> {
  const [row] = await db.execute<{ used: number; most: number }>(sql`
    select count(*)::int as used, current_setting('max_connections')::int as most
    from pg_stat_activity where datname = current_database()`);
  return row ?? { used: 0, most: 0 };
}
