// Owns the SQL of when each business is compared with Codat next, and of what that may cost. The rules are `lib/domain/work/reconcile.ts`.
import { eq, sql } from 'drizzle-orm';
import { type Allowance, OWED_AT_CODAT, type Spent, TOLD_BY_CODAT } from '../../lib/domain/work/reconcile';
import type { Db } from '../client';
import { connections } from '../schema/connection';
import { companies } from '../schema/people';
import { codatLooks, codatSpending } from '../schema/reconcile';
import { jobs } from '../schema/work';
import { ms } from './interval';

const FIRST_LOOK_MS = 60 * 60_000;

/** At the latest then; a look that is due sooner stays so. Call it where something at Codat begins. */
export async function planLook(db: Db, companyId: string, inMs = FIRST_LOOK_MS): Promise<void> {
  await db.execute(sql`
    insert into ${codatLooks} (company_id, due_at) values (${companyId}, now() + ${ms(inMs)})
    on conflict (company_id) do update set due_at = excluded.due_at where codat_looks.due_at > excluded.due_at`);
}

/**
 * Businesses with work that was given up since `since`, and after they were last compared, are due at once.
 * What Codat's webhooks owed is known by Codat's id of the company.
 */
export async function planSuspects(db: Db, since: Date): Promise<void> {
  const dead = sql`j.state = 'dead' and j.ended_at > ${since.toISOString()}::timestamptz`;
  // Only of these kinds it is certain that it is an id.
  const idOf = (kinds: readonly string[]) =>
    sql`case when j.job ->> 'kind' in ${[...kinds]} then (j.job ->> 'companyId')::uuid end`;
  await db.execute(sql`
    insert into ${codatLooks} (company_id, due_at)
    select company_id, now() from (
      select c.id as company_id, max(j.ended_at) as ended_at from ${jobs} j
      join ${companies} c on c.codat_company_id = ${idOf(TOLD_BY_CODAT)} where ${dead} group by c.id
      union all
      select c.id, max(j.ended_at) from ${jobs} j
      join ${companies} c on c.id = ${idOf(OWED_AT_CODAT)} where ${dead} and c.codat_company_id is not null group by c.id
    ) suspect
    where not exists (select 1 from ${codatLooks} l where l.company_id = suspect.company_id and l.looked_at > suspect.ended_at)
    order by company_id
    on conflict (company_id) do update set due_at = now() where codat_looks.due_at > now()`);
}

/**
 * Takes the business that is longest overdue, so that no other process does; who takes it and dies leaves it to others
 * after `leaseMs`. Until then nothing that makes it due brings it back.
 * @param dueBy the moment that counts as now; the database's own when null
 */
export async function claimLook(db: Db, dueBy: Date | null, leaseMs: number): Promise<string | null> {
  const moment = dueBy === null ? sql`now()` : sql`${dueBy.toISOString()}::timestamptz`;
  const [row] = await db.execute<{ company_id: string }>(sql`
    update ${codatLooks} set due_at = greatest(now(), ${moment}) + ${ms(leaseMs)},
      held_until = greatest(now(), ${moment}) + ${ms(leaseMs)}
    where company_id = (
      select company_id from ${codatLooks} where due_at <= ${moment} and (held_until is null or held_until <= ${moment})
      order by due_at, company_id limit 1 for update skip locked
    )
    returning company_id`);
  return row?.company_id ?? null;
}

/** Compared just now; the next time in `waitMs`. */
export async function finishLook(db: Db, companyId: string, waitMs: number): Promise<void> {
  await db.execute(sql`
    insert into ${codatLooks} (company_id, due_at, looked_at) values (${companyId}, now() + ${ms(waitMs)}, now())
    on conflict (company_id) do update
    set due_at = excluded.due_at, looked_at = excluded.looked_at, held_until = null`);
}

/** Was taken and could not be done: again in `waitMs`, and not before. */
export async function putLookOff(db: Db, companyId: string, waitMs: number): Promise<void> {
  await db.execute(sql`
    update ${codatLooks} set due_at = now() + ${ms(waitMs)}, held_until = now() + ${ms(waitMs)}
    where company_id = ${companyId}`);
}

/** Nothing of the business is at Codat. */
export async function dropLook(db: Db, companyId: string): Promise<void> {
  await db.delete(codatLooks).where(eq(codatLooks.companyId, companyId));
}

/** Codat's ids of other businesses that were there when they were last looked at: witnesses that our key is the right one. */
export async function listWitnesses(db: Db, companyId: string, limit: number): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select c.codat_company_id as id from ${codatLooks} l join ${companies} c on c.id = l.company_id
    where l.looked_at is not null and l.company_id <> ${companyId} and c.codat_company_id is not null
    order by l.looked_at desc nulls last limit ${limit}`);
  return rows.map(({ id }) => id);
}

/** Companies that give access at this moment: Codat's quota grows with them. */
export async function countActiveCompanies(db: Db): Promise<number> {
  const [row] = await db.execute<{ count: string }>(
    sql`select count(distinct company_id) from ${connections} where state = 'Linked'`,
  );
  return Number(row?.count ?? 0);
}

const TODAY = sql`(now() at time zone 'UTC')::date`;
const MINUTE = sql`date_trunc('minute', now())`;

export interface Spending extends Spent {
  pausedUntil: Date | null;
}

export async function findSpending(db: Db): Promise<Spending> {
  const [row] = await db.execute<{ calls: number; in_minute: number; paused_until: string | null }>(sql`
    select calls, case when minute = ${MINUTE} then minute_calls else 0 end as in_minute, paused_until
    from ${codatSpending} where day = ${TODAY}`);
  const until = row?.paused_until;
  return {
    today: row?.calls ?? 0,
    thisMinute: row?.in_minute ?? 0,
    pausedUntil: until ? new Date(until) : null,
  };
}

/**
 * Counts one call before it is made. One statement on one row, so that all processes together keep to the allowance.
 * @param allowance null when nobody asks whether it may be made, as for a person at a command line
 * @returns false when it may not be made
 */
export async function spendCall(db: Db, allowance: Allowance | null): Promise<boolean> {
  if (allowance !== null && Math.min(allowance.perDay, allowance.perMinute) < 1) return false;
  const inMinute = sql`case when codat_spending.minute = ${MINUTE} then codat_spending.minute_calls else 0 end`;
  const may =
    allowance === null
      ? sql`true`
      : sql`codat_spending.calls < ${allowance.perDay} and ${inMinute} < ${allowance.perMinute}
          and (codat_spending.paused_until is null or codat_spending.paused_until <= now())`;
  const rows = await db.execute(sql`
    insert into ${codatSpending} (day, calls, minute, minute_calls) values (${TODAY}, 1, ${MINUTE}, 1)
    on conflict (day) do update set calls = codat_spending.calls + 1, minute = ${MINUTE}, minute_calls = ${inMinute} + 1
    where ${may} returning 1`);
  return rows.length === 1;
}

/** Codat asked for a rest: no process calls before it is over. It ends with the day, as Codat's quota does. */
export async function pauseCalls(db: Db, forMs: number): Promise<void> {
  await db.execute(sql`
    insert into ${codatSpending} (day, calls, minute, minute_calls, paused_until)
    values (${TODAY}, 0, ${MINUTE}, 0, now() + ${ms(forMs)})
    on conflict (day) do update set paused_until = greatest(codat_spending.paused_until, excluded.paused_until)`);
}
