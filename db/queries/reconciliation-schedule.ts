// SQL of the reconciliation schedule and its call budget. The rules are in `lib/domain/work/reconcile.ts`.
import { eq, sql } from 'drizzle-orm';
import {
  type CallBudget,
  PENDING_AT_CODAT,
  type Spent,
  TOLD_BY_CODAT,
} from '../../lib/domain/work/reconcile';
import type { Db } from '../client';
import { connections } from '../schema/connection';
import { companies } from '../schema/people';
import { callBudgetUse, reconciliationSchedule } from '../schema/reconcile';
import { jobs } from '../schema/work';
import { ms } from './interval';

const FIRST_RECONCILIATION_MS = 60 * 60_000;

/** Sets the latest due time; an earlier one stays. Call it where a change at Codat begins. */
export async function scheduleReconciliation(
  db: Db,
  companyId: string,
  inMs = FIRST_RECONCILIATION_MS,
): Promise<void> {
  await db.execute(sql`
    insert into ${reconciliationSchedule} (company_id, due_at) values (${companyId}, now() + ${ms(inMs)})
    on conflict (company_id) do update set due_at = excluded.due_at where reconciliation_schedule.due_at > excluded.due_at`);
}

/**
 * Makes businesses due at once that have dead letters since `since` and since their last comparison. Jobs of Codat's
 * webhooks carry Codat's id of the company.
 */
export async function planSuspects(db: Db, since: Date): Promise<void> {
  const dead = sql`j.state = 'dead' and j.ended_at > ${since.toISOString()}::timestamptz`;
  // Only jobs of these kinds certainly hold an id.
  const idOf = (kinds: readonly string[]) =>
    sql`case when j.job ->> 'kind' in ${[...kinds]} then (j.job ->> 'companyId')::uuid end`;
  await db.execute(sql`
    insert into ${reconciliationSchedule} (company_id, due_at)
    select company_id, now() from (
      select c.id as company_id, max(j.ended_at) as ended_at from ${jobs} j
      join ${companies} c on c.codat_company_id = ${idOf(TOLD_BY_CODAT)} where ${dead} group by c.id
      union all
      select c.id, max(j.ended_at) from ${jobs} j
      join ${companies} c on c.id = ${idOf(PENDING_AT_CODAT)} where ${dead} and c.codat_company_id is not null group by c.id
    ) suspect
    where not exists (select 1 from ${reconciliationSchedule} l where l.company_id = suspect.company_id and l.reconciled_at > suspect.ended_at)
    order by company_id
    on conflict (company_id) do update set due_at = now() where reconciliation_schedule.due_at > now()`);
}

/**
 * Claims the business that is longest overdue, so that no other process does; after `leaseMs` a dead process loses it.
 * Until then, new reasons to compare it do not make it due.
 * @param dueBy the moment that counts as now; the database's own when null
 */
export async function claimReconciliation(
  db: Db,
  dueBy: Date | null,
  leaseMs: number,
): Promise<string | null> {
  const moment = dueBy === null ? sql`now()` : sql`${dueBy.toISOString()}::timestamptz`;
  const [row] = await db.execute<{ company_id: string }>(sql`
    update ${reconciliationSchedule} set due_at = greatest(now(), ${moment}) + ${ms(leaseMs)},
      held_until = greatest(now(), ${moment}) + ${ms(leaseMs)}
    where company_id = (
      select company_id from ${reconciliationSchedule} where due_at <= ${moment} and (held_until is null or held_until <= ${moment})
      order by due_at, company_id limit 1 for update skip locked
    )
    returning company_id`);
  return row?.company_id ?? null;
}

/** Compared just now; next time in `waitMs`. */
export async function finishReconciliation(db: Db, companyId: string, waitMs: number): Promise<void> {
  await db.execute(sql`
    insert into ${reconciliationSchedule} (company_id, due_at, reconciled_at) values (${companyId}, now() + ${ms(waitMs)}, now())
    on conflict (company_id) do update
    set due_at = excluded.due_at, reconciled_at = excluded.reconciled_at, held_until = null`);
}

/** Claimed, but could not be compared: again in `waitMs`, and not before. */
export async function postponeReconciliation(db: Db, companyId: string, waitMs: number): Promise<void> {
  await db.execute(sql`
    update ${reconciliationSchedule} set due_at = now() + ${ms(waitMs)}, held_until = now() + ${ms(waitMs)}
    where company_id = ${companyId}`);
}

/** Call it when Codat holds nothing of the business. */
export async function dropReconciliation(db: Db, companyId: string): Promise<void> {
  await db.delete(reconciliationSchedule).where(eq(reconciliationSchedule.companyId, companyId));
}

/** Codat's ids of other businesses that existed at their last comparison: with them a wrong key is noticed. */
export async function listControlCompanies(db: Db, companyId: string, limit: number): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select c.codat_company_id as id from ${reconciliationSchedule} l join ${companies} c on c.id = l.company_id
    where l.reconciled_at is not null and l.company_id <> ${companyId} and c.codat_company_id is not null
    order by l.reconciled_at desc nulls last limit ${limit}`);
  return rows.map(({ id }) => id);
}

/** Companies that give access now: Codat's quota grows with their number. */
export async function countActiveCompanies(db: Db): Promise<number> {
  const [row] = await db.execute<{ count: string }>(
    sql`select count(distinct company_id) from ${connections} where state = 'Linked'`,
  );
  return Number(row?.count ?? 0);
}

const TODAY = sql`(now() at time zone 'UTC')::date`;
const MINUTE = sql`date_trunc('minute', now())`;

export interface CallBudgetUse extends Spent {
  pausedUntil: Date | null;
}

export async function findCallBudget(db: Db): Promise<CallBudgetUse> {
  const [row] = await db.execute<{ calls: number; in_minute: number; paused_until: string | null }>(sql`
    select calls, case when minute = ${MINUTE} then minute_calls else 0 end as in_minute, paused_until
    from ${callBudgetUse} where day = ${TODAY}`);
  const until = row?.paused_until;
  return {
    today: row?.calls ?? 0,
    thisMinute: row?.in_minute ?? 0,
    pausedUntil: until ? new Date(until) : null,
  };
}

/**
 * Draws one call from the budget before it is made. One statement on one row, so that all processes share the limit.
 * @param allowance null without a limit, as for an operator at a command line
 * @returns false when the budget is spent
 */
export async function consumeBudget(db: Db, callBudget: CallBudget | null): Promise<boolean> {
  if (callBudget !== null && Math.min(callBudget.perDay, callBudget.perMinute) < 1) return false;
  const inMinute = sql`case when call_budget.minute = ${MINUTE} then call_budget.minute_calls else 0 end`;
  const may =
    callBudget === null
      ? sql`true`
      : sql`call_budget.calls < ${callBudget.perDay} and ${inMinute} < ${callBudget.perMinute}
          and (call_budget.paused_until is null or call_budget.paused_until <= now())`;
  const rows = await db.execute(sql`
    insert into ${callBudgetUse} (day, calls, minute, minute_calls) values (${TODAY}, 1, ${MINUTE}, 1)
    on conflict (day) do update set calls = call_budget.calls + 1, minute = ${MINUTE}, minute_calls = ${inMinute} + 1
    where ${may} returning 1`);
  return rows.length === 1;
}

/** Codat asked for a pause: no process calls before its end, at the latest the end of the day, when the quota is renewed. */
export async function pauseCalls(db: Db, forMs: number): Promise<void> {
  await db.execute(sql`
    insert into ${callBudgetUse} (day, calls, minute, minute_calls, paused_until)
    values (${TODAY}, 0, ${MINUTE}, 0, now() + ${ms(forMs)})
    on conflict (day) do update set paused_until = greatest(call_budget.paused_until, excluded.paused_until)`);
}
