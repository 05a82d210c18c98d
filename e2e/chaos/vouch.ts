// Writer of checkpoints during a chaos run, as a process of its own would write them.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from '@/db/client';
import type { ReceiptKeySet } from '@/lib/domain/receipt/receipt-keys';
import type { CheckpointStore } from '@/lib/ledger/checkpoint-store';
import { writeCheckpoint } from '@/lib/ledger/write-checkpoint';

const EVERY_MS = 3_000;

/** Until the run is over; a checkpoint that fails while the database is down is written the next time. */
export async function vouch(
  db: Db,
  store: CheckpointStore,
  keys: ReceiptKeySet,
  until: number,
): Promise<void> {
  while (Date.now() < until) {
    await sleep(EVERY_MS);
    await writeCheckpoint(db, store, keys, new Date()).catch(() => {});
  }
}
