// Read model of checkpoints for a page: the time of the latest one, and the faults that a quick check finds.
import type { Db } from '@/db/client';
import type { ReceiptKey } from '../domain/receipt/receipt-check';
import type { CheckpointFault } from './audit-checkpoints';
import type { LogDepth } from './checkpoint-depth';
import { ownCheckpoints } from './own-checkpoints';
import { type CheckpointLog, readLog } from './read-log';
import { CheckpointCache } from './read-whole';

/** As much as a page has time for. */
const A_DAY: LogDepth = { files: 24, whole: 3 };
/** One is written every hour. */
const OVERDUE_MS = 2 * 60 * 60_000;

/** Kept on the process: Next loads modules more than once. */
const holder = globalThis as typeof globalThis & { accordCheckpoints?: CheckpointCache };

export interface CheckpointState {
  log: Pick<CheckpointLog, 'newest'> | null;
  writtenAt: Date | null;
  faults: CheckpointFault[];
  /** Businesses that had lost events by the time of the newest checkpoint. */
  lost: { count: number; first: string[] };
}

/** For a page, so it never throws; null if no checkpoints are kept. @param now the machine's time */
export async function readCheckpointState(
  db: Db,
  keys: readonly ReceiptKey[],
  now: Date,
): Promise<CheckpointState | null> {
  const store = ownCheckpoints();
  if (store === null) return null;
  try {
    holder.accordCheckpoints ??= new CheckpointCache();
    const log = await readLog(db, store, keys, A_DAY, holder.accordCheckpoints.reads(store, keys));
    const checkpoint = log.newest?.checkpoint;
    const writtenAt = checkpoint === undefined ? null : new Date(checkpoint.written_at);
    // Before the first checkpoint, a service that has just started is not late.
    const sinceMs = writtenAt === null ? process.uptime() * 1_000 : now.getTime() - writtenAt.getTime();
    const isFresh = sinceMs < OVERDUE_MS;
    return {
      log,
      writtenAt,
      faults: [...log.faults, ...(isFresh ? [] : [{ kind: 'checkpoint-overdue' as const }])],
      lost: checkpoint?.lost ?? { count: 0, first: [] },
    };
  } catch (error) {
    const problem = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    const faults = [{ kind: 'checkpoint-unreadable' as const, problem }];
    return { log: null, writtenAt: null, faults, lost: { count: 0, first: [] } };
  }
}
