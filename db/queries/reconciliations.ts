// SQL of reconciliation findings and repairs: append-only, read by staff.
import { desc, eq, sql } from 'drizzle-orm';
import { PENDING_AT_CODAT, TOLD_BY_CODAT } from '../../lib/domain/work/reconcile';
import type { Db } from '../client';
import { reconciliations } from '../schema/reconcile';
import { jobs } from '../schema/work';

export type ReconciliationRow = typeof reconciliations.$inferSelect;
export type NewReconciliation = Omit<ReconciliationRow, 'id'>;

export async function insertReconciliations(db: Db, rows: readonly NewReconciliation[]): Promise<void> {
  if (rows.length > 0) await db.insert(reconciliations).values([...rows]);
}

/** Newest first. */
export async function listReconciliations(
  db: Db,
  companyId: string,
  limit = 100,
): Promise<ReconciliationRow[]> {
  return db
    .select()
    .from(reconciliations)
    .where(eq(reconciliations.companyId, companyId))
    .orderBy(desc(reconciliations.id))
    .limit(limit);
}

export interface DeadLetter {
  id: number;
  kind: string;
  connectionId: string | null;
}

/** Dead letters about Codat for one business. @param lanes of the business */
export async function listDeadLetters(db: Db, lanes: readonly string[]): Promise<DeadLetter[]> {
  const rows = await db.execute<{ id: string; kind: string; connection_id: string | null }>(sql`
    select id, job ->> 'kind' as kind, job ->> 'connectionId' as connection_id from ${jobs}
    where lane in ${[...lanes]} and state = 'dead'
      and job ->> 'kind' in ${[...TOLD_BY_CODAT, ...PENDING_AT_CODAT]}
    order by id`);
  return rows.map((row) => ({ id: Number(row.id), kind: row.kind, connectionId: row.connection_id }));
}

/** Marks dead letters as done: a repair has done their work. */
export async function settleDeadLetters(db: Db, ids: readonly number[], endedAt: Date): Promise<void> {
  if (ids.length === 0) return;
  await db.execute(sql`
    update ${jobs} set state = 'done', ended_at = ${endedAt.toISOString()}::timestamptz, problem = null
    where id in ${[...ids]} and state = 'dead'`);
}

export async function hasWaitingJob(db: Db, lane: string): Promise<boolean> {
  const rows = await db.execute(
    sql`select 1 from ${jobs} where lane = ${lane} and state = 'waiting' limit 1`,
  );
  return rows.length > 0;
}
