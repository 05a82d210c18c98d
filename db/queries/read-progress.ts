// SQL of reading progress, with a notification to other processes when it changed.
import { eq, sql } from 'drizzle-orm';
import type { StoredRead } from '../../lib/domain/reading/read-groups';
import type { Db } from '../client';
import { progressPolls, readProgress } from '../schema/reading';
import { gatherer, part, placeholder, select } from './gather';
import { nextPoll } from './progress-polls';

/** The channel that gives the id of a business whose reading progress changed. */
export const READS_CHANNEL = 'accord_reads';

export type ReadRow = StoredRead & { seenAt: Date };

/** How far each kind of data of each connection was read. */
export const readsPart = part(
  select
    .select({
      connectionId: readProgress.connectionId,
      dataType: readProgress.dataType,
      status: readProgress.status,
      syncId: readProgress.syncId,
      lastReadAt: readProgress.lastReadAt,
      settledAt: readProgress.settledAt,
      seenAt: readProgress.seenAt,
    })
    .from(readProgress)
    .where(eq(readProgress.companyId, placeholder('companyId'))),
  (rows): ReadRow[] => rows,
);
const readReads = gatherer('reads', { reads: readsPart });

export async function listReads(db: Db, companyId: string): Promise<ReadRow[]> {
  return (await readReads(db, { companyId })).reads;
}

/** Notifies the streams of a business when the transaction commits. */
const told = (companyId: string) => sql`pg_notify(${READS_CHANNEL}, ${companyId})`;

/**
 * Stores reads, and notifies the streams, in one statement. The caller holds the lock on the business, and has made
 * sure that nothing older is written.
 * @param pollInMs plans the next poll, too
 */
export async function upsertReads(
  tx: Db,
  companyId: string,
  rows: readonly ReadRow[],
  pollInMs: number | null = null,
): Promise<void> {
  if (rows.length === 0) return;
  const stored = tx
    .insert(readProgress)
    .values(rows.map((row) => ({ ...row, companyId })))
    .onConflictDoUpdate({
      target: [readProgress.connectionId, readProgress.dataType],
      set: {
        status: sql`excluded.status`,
        syncId: sql`excluded.sync_id`,
        lastReadAt: sql`excluded.last_read_at`,
        settledAt: sql`excluded.settled_at`,
        seenAt: sql`excluded.seen_at`,
      },
      setWhere: sql`${readProgress.companyId} = excluded.company_id`,
    });
  const then =
    pollInMs === null
      ? sql`select ${told(companyId)}`
      : sql`${nextPoll(companyId, { inMs: pollInMs, isAnswered: true, hasMoved: true })} returning ${told(companyId)}`;
  await tx.execute(sql`with stored as ${stored} ${then}`);
}

/** A connection was linked: makes the next poll due, and notifies the streams. */
export async function hastenReads(tx: Db, companyId: string): Promise<void> {
  await tx.execute(sql`
    insert into ${progressPolls} (company_id, asked_at, due_at, moved_at) values (${companyId}, now(), now(), now())
    on conflict (company_id) do update set due_at = now(), moved_at = now() returning ${told(companyId)}`);
}
