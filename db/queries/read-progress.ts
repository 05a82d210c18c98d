// SQL of reading progress, with a notification to other processes when it changed.
import { eq, sql } from 'drizzle-orm';
import type { StoredRead } from '../../lib/domain/reading/read-groups';
import type { Db } from '../client';
import { readProgress } from '../schema/reading';

/** The channel that gives the id of a business whose reading progress changed. */
export const READS_CHANNEL = 'accord_reads';

export type ReadRow = StoredRead & { seenAt: Date };

export async function listReads(db: Db, companyId: string): Promise<ReadRow[]> {
  return db
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
    .where(eq(readProgress.companyId, companyId));
}

/** The caller holds the lock on the business, and has checked that the rows are no older than the stored ones. */
export async function upsertReads(tx: Db, companyId: string, rows: readonly ReadRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx
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
}

/** Sent when the transaction commits. */
export async function tellReadsMoved(tx: Db, companyId: string): Promise<void> {
  await tx.execute(sql`select pg_notify(${READS_CHANNEL}, ${companyId})`);
}
