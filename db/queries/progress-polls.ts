// SQL of the polling lease: one process at a time asks Codat how far a business has been read.
import { eq, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../client';
import { progressPolls } from '../schema/reading';
import { ms } from './interval';

export interface ProgressPoll {
  /** Milliseconds until Codat may be asked again; negative when it is overdue. */
  dueInMs: number;
  /** Milliseconds since the last change. */
  stillForMs: number;
  isAnswered: boolean;
}

export async function findProgressPoll(db: Db, companyId: string): Promise<ProgressPoll | null> {
  const [row] = await db
    .select({
      dueInMs: sql<number>`(extract(epoch from due_at - now()) * 1000)::float8`,
      stillForMs: sql<number>`(extract(epoch from now() - moved_at) * 1000)::float8`,
      isAnswered: progressPolls.isAnswered,
    })
    .from(progressPolls)
    .where(eq(progressPolls.companyId, companyId));
  return row ?? null;
}

/**
 * Claims the right to poll. A process that dies with it loses it after `leaseMs`.
 * @param eagerMs a page was just opened: a poll older than this may be repeated, unless Codat did not answer
 * @param polledMs minimum time since the last poll, however much is due
 */
export async function claimProgressPoll(
  db: Db,
  companyId: string,
  {
    leaseMs,
    eagerMs,
    polledMs = null,
  }: { leaseMs: number; eagerMs: number | null; polledMs?: number | null },
): Promise<boolean> {
  const isDue = sql`progress_polls.due_at <= now()`;
  // During a poll `asked_at` lies in the future, so that no other process polls.
  const mayEarly =
    eagerMs === null
      ? isDue
      : sql`(${isDue} or (progress_polls.is_answered and progress_polls.asked_at <= now() - ${ms(eagerMs)}))`;
  const mayNow =
    polledMs === null ? mayEarly : sql`(${mayEarly} and progress_polls.asked_at <= now() - ${ms(polledMs)})`;
  const rows = await db.execute(sql`
    insert into ${progressPolls} (company_id, asked_at, due_at, moved_at)
    values (${companyId}, now() + ${ms(leaseMs)}, now() + ${ms(leaseMs)}, now())
    on conflict (company_id) do update set asked_at = excluded.asked_at, due_at = excluded.due_at where ${mayNow}
    returning 1`);
  return rows.length === 1;
}

export interface NextPoll {
  inMs: number;
  isAnswered: boolean;
  hasMoved: boolean;
}

/** The outcome of a poll, and the time of the next one: a statement by itself, or the last part of another one. */
export function nextPoll(companyId: string, { inMs, isAnswered, hasMoved }: NextPoll): SQL {
  const moved = hasMoved ? sql`now()` : sql`progress_polls.moved_at`;
  return sql`
    insert into ${progressPolls} (company_id, asked_at, due_at, moved_at, is_answered)
    values (${companyId}, now(), now() + ${ms(inMs)}, now(), ${isAnswered})
    on conflict (company_id) do update
    set asked_at = now(), due_at = excluded.due_at, is_answered = excluded.is_answered, moved_at = ${moved}`;
}

export async function scheduleProgressPoll(db: Db, companyId: string, next: NextPoll): Promise<void> {
  await db.execute(nextPoll(companyId, next));
}
