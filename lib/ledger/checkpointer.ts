// Periodic task of checkpoints: one is written when the newest, by any process, is an hour old.

import type { Db } from '@/db/client';
import { readCheckpoint } from '../domain/ledger/checkpoint';
import type { ReceiptKey } from '../domain/receipt/receipt-check';
import type { ReceiptKeySet } from '../domain/receipt/receipt-keys';
import { HOUR_MS } from '../domain/text/duration';
import { machineClock } from '../runtime/clock';
import { type PeriodicTask, startPeriodicTask } from '../runtime/periodic-task';
import { problemOf } from '../runtime/problem';
import type { CheckpointStore } from './checkpoint-store';
import { writeCheckpoint } from './write-checkpoint';

const LOOK_MS = 60_000;
/** The largest tolerated difference between machines' clocks. */
const AHEAD_MS = 10 * 60_000;

interface CheckpointerTools {
  db: Db;
  store: CheckpointStore;
  keys: ReceiptKeySet;
  logger: { info(line: object): void; warn(line: object): void };
}

/** A checkpoint dated far ahead does not prevent the next one. */
const isDue = (writtenMs: number, nowMs: number) =>
  nowMs - writtenMs >= HOUR_MS || writtenMs - nowMs > AHEAD_MS;

export function startCheckpointer(
  { db, store, keys, logger }: CheckpointerTools,
  everyMs = LOOK_MS,
): PeriodicTask {
  let lastMs = Number.NEGATIVE_INFINITY;
  return startPeriodicTask(
    async () => {
      const now = machineClock.now();
      if (now.getTime() - lastMs < HOUR_MS) return;
      const written = await lastWritten(store, keys.published);
      if (written !== null && !isDue(written.getTime(), now.getTime())) return;
      const { number, text, lost } = await writeCheckpoint(db, store, keys, now);
      lastMs = now.getTime();
      if (text === null) return;
      // The line is logged too: one more place out of the database's reach.
      const checkpoint = text.slice(0, text.indexOf('\n'));
      logger.info({ event: 'checkpoint', number, checkpoint });
      if (lost > 0) logger.warn({ event: 'checkpoint', number, lost });
    },
    everyMs,
    (error) => logger.warn({ event: 'checkpoint', problem: problemOf(error) }),
  );
}

/** The date in the newest file; null if it is not genuine, or there is none. */
async function lastWritten(store: CheckpointStore, keys: readonly ReceiptKey[]): Promise<Date | null> {
  const number = (await store.list()).at(-1);
  if (number === undefined) return null;
  const verdict = readCheckpoint(await store.readLine(number), keys);
  return verdict.ok ? new Date(verdict.file.checkpoint.written_at) : null;
}
