// Time of the newest checkpoint, for whoever asks whether the next is due.
import { readCheckpoint } from '../domain/ledger/checkpoint';
import type { ReceiptKey } from '../domain/receipt/receipt-check';
import type { CheckpointStore } from './checkpoint-store';

/** By the newest file's own word; null where it is not genuine, or there is none. */
export async function lastWritten(store: CheckpointStore, keys: readonly ReceiptKey[]): Promise<Date | null> {
  const number = (await store.list()).at(-1);
  if (number === undefined) return null;
  const verdict = readCheckpoint(await store.readLine(number), keys);
  return verdict.ok ? new Date(verdict.file.checkpoint.written_at) : null;
}
