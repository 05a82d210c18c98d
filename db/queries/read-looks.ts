// Owns the SQL of who may ask Codat about the reading of a business, and when: one question at a time, all processes together.
import { eq, sql } from 'drizzle-orm';
import type { Db } from '../client';
import { readLooks } from '../schema/reading';
import { ms } from './interval';

export interface ReadLook {
  /** Milliseconds until Codat may be asked again; negative when it is overdue. */
  dueInMs: number;
  /** Milliseconds since something moved last. */
  stillForMs: number;
  isAnswered: boolean;
}

export async function findReadLook(db: Db, companyId: string): Promise<ReadLook | null> {
  const [row] = await db
    .select({
      dueInMs: sql<number>`(extract(epoch from due_at - now()) * 1000)::float8`,
      stillForMs: sql<number>`(extract(epoch from now() - moved_at) * 1000)::float8`,
      isAnswered: readLooks.isAnswered,
    })
    .from(readLooks)
    .where(eq(readLooks.companyId, companyId));
  return row ?? null;
}

/**
 * Takes the right to ask. Who takes it and dies leaves it to others after `leaseMs`.
 * @param eagerMs somebody has just asked to see it: what was asked longer ago than this may be asked again, unless Codat
 * did not answer
 * @param lookedMs not sooner after the last question than this, however much is due
 */
export async function claimReadLook(
  db: Db,
  companyId: string,
  {
    leaseMs,
    eagerMs,
    lookedMs = null,
  }: { leaseMs: number; eagerMs: number | null; lookedMs?: number | null },
): Promise<boolean> {
  const isDue = sql`read_looks.due_at <= now()`;
  // While an answer is on its way, `asked_at` lies ahead, so that nobody is early then.
  const mayEarly =
    eagerMs === null
      ? isDue
      : sql`(${isDue} or (read_looks.is_answered and read_looks.asked_at <= now() - ${ms(eagerMs)}))`;
  const mayNow =
    lookedMs === null ? mayEarly : sql`(${mayEarly} and read_looks.asked_at <= now() - ${ms(lookedMs)})`;
  const rows = await db.execute(sql`
    insert into ${readLooks} (company_id, asked_at, due_at, moved_at)
    values (${companyId}, now() + ${ms(leaseMs)}, now() + ${ms(leaseMs)}, now())
    on conflict (company_id) do update set asked_at = excluded.asked_at, due_at = excluded.due_at where ${mayNow}
    returning 1`);
  return rows.length === 1;
}

/** What came of a question, and when the next one is due. */
export async function planReadLook(
  db: Db,
  companyId: string,
  { inMs, isAnswered, hasMoved }: { inMs: number; isAnswered: boolean; hasMoved: boolean },
): Promise<void> {
  const moved = hasMoved ? sql`now()` : sql`read_looks.moved_at`;
  await db.execute(sql`
    insert into ${readLooks} (company_id, asked_at, due_at, moved_at, is_answered)
    values (${companyId}, now(), now() + ${ms(inMs)}, now(), ${isAnswered})
    on conflict (company_id) do update
    set asked_at = now(), due_at = excluded.due_at, is_answered = excluded.is_answered, moved_at = ${moved}`);
}

/** Something was connected: whoever waits need not wait long. */
export async function hurryReadLook(tx: Db, companyId: string): Promise<void> {
  await tx.execute(sql`
    insert into ${readLooks} (company_id, asked_at, due_at, moved_at) values (${companyId}, now(), now(), now())
    on conflict (company_id) do update set due_at = now(), moved_at = now()`);
}
