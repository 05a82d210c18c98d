// SQL of replays: enqueues past events for a new endpoint, held ones after a pause, and dead letters.
import { type SQL, sql } from 'drizzle-orm';
import type { DeliveryState } from '../../lib/domain/work/outbound';
import type { Db } from '../client';
import { consentEvents } from '../schema/consent';
import { deliveries, subscribers } from '../schema/outbound';
import { jobs } from '../schema/work';
import { JOBS_CHANNEL } from './jobs';

/** Businesses per statement, few enough to stay within the statement timeout. */
const BATCH = 200;
/** Deliveries per statement. */
export const REPLAY_BATCH = 2_000;

/** A moment of the database, by clock and transaction number: a transaction without a number will get a higher one. */
export interface Moment {
  xid: string;
  at: string;
}

export async function markMoment(db: Db): Promise<Moment> {
  const [row] = await db.execute<{ xid: string; at: string }>(
    sql`select pg_current_xact_id()::text as xid, now()::text as at`,
  );
  if (row === undefined) throw new Error('The database did not say what time it is.');
  return { xid: row.xid, at: row.at };
}

/** True once all transactions of that moment have ended: their rows are visible, and later ones see the endpoint. */
export async function isPast(db: Db, moment: Moment): Promise<boolean> {
  const [row] = await db.execute<{ past: boolean }>(
    sql`select pg_snapshot_xmin(pg_current_snapshot()) > ${moment.xid}::xid8 as past`,
  );
  return row?.past ?? false;
}

export interface ReplayRange {
  /** In each business's own ledger; 1 is its beginning. */
  fromSeq: number;
  companyId?: string | undefined;
}

/** The next businesses with events that the subscriber wants, by id. */
export async function listReplayCompanies(
  db: Db,
  subscriberId: string,
  range: ReplayRange,
  after: string,
): Promise<string[]> {
  const rows = await db.execute<{ company_id: string }>(sql`
    select distinct e.company_id from ${consentEvents} e
    where e.company_id > ${after}::uuid and ${wanted(subscriberId, range)}
    order by e.company_id limit ${BATCH}`);
  return rows.map((row) => row.company_id);
}

/** Enqueues these businesses' events again. @returns their number */
export async function enqueueReplay(
  tx: Db,
  subscriberId: string,
  range: ReplayRange,
  companyIds: string[],
  requestId: string,
): Promise<number> {
  const rows = await tx.execute(sql`
    with d as (
      insert into ${deliveries} (id, subscriber_id, company_id, event_id, seq)
      select 'evt_' || substr(encode(sha256(convert_to(${subscriberId}::text || ':' || e.id, 'UTF8')), 'hex'), 1, 40),
        ${subscriberId}::uuid, e.company_id, e.id, e.seq
      from ${consentEvents} e
      where e.company_id = any(${sql.param(companyIds)}::uuid[]) and ${wanted(subscriberId, range)}
      on conflict (id) do update set state = 'waiting', enqueued_at = now(), attempts = 0
      returning id, subscriber_id, company_id, seq
    )
    ${enqueued(requestId)}`);
  await tell(tx);
  return rows.length;
}

/**
 * Enqueues the next deliveries in that state from before the moment, in order.
 * @returns their number; fewer than `REPLAY_BATCH` when these were the last
 */
export async function enqueueAgain(
  tx: Db,
  subscriberId: string,
  state: DeliveryState,
  before: Moment,
  requestId: string,
): Promise<number> {
  const rows = await tx.execute(sql`
    with d as (
      update ${deliveries} set state = 'waiting', enqueued_at = now(), attempts = 0
      where id in (
        select id from ${deliveries}
        where subscriber_id = ${subscriberId}::uuid and state = ${state} and enqueued_at <= ${before.at}::timestamptz
        order by company_id, seq limit ${REPLAY_BATCH}
      )
      returning id, subscriber_id, company_id, seq
    )
    ${enqueued(requestId)}`);
  await tell(tx);
  return rows.length;
}

function wanted(subscriberId: string, { fromSeq, companyId }: ReplayRange): SQL {
  const one = companyId === undefined ? sql`` : sql`and e.company_id = ${companyId}::uuid`;
  return sql`e.seq >= ${fromSeq} ${one} and exists (
    select 1 from ${subscribers} s where s.id = ${subscriberId}::uuid
      and (s.types is null or 'consent.' || e.type = any(s.types))
      and (s.products is null or e.product_id = any(s.products)))`;
}

function enqueued(requestId: string): SQL {
  return sql`insert into ${jobs} (lane, job, request_id)
    select 'outbound:' || d.subscriber_id || ':' || d.company_id,
      jsonb_build_object('kind', 'deliver-event', 'companyId', d.company_id, 'subscriberId', d.subscriber_id),
      ${requestId}
    from d order by d.company_id, d.seq
    returning id`;
}

async function tell(tx: Db): Promise<void> {
  await tx.execute(sql`select pg_notify(${JOBS_CHANNEL}, '')`);
}
