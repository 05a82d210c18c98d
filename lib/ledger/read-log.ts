// Log of the checkpoints that were written, as far as somebody needs it.
import type { Db } from '@/db/client';
import { listCheckpoints } from '@/db/queries/checkpoints';
import {
  type ChainHead,
  type CheckpointFile,
  type CheckpointVerdict,
  readCheckpoint,
} from '../domain/checkpoint';
import { auditLog, type LogFault, type NumberedFile } from '../domain/checkpoint-log';
import type { ReceiptKey } from '../domain/receipt-check';
import { ALL } from './checkpoint-depth';
import type { CheckpointStore } from './checkpoint-store';

export interface CheckpointLog {
  /** Those that are genuine, newest last. */
  files: CheckpointFile[];
  /** The newest that is genuine, with its heads. */
  newest: (CheckpointFile & { heads: ChainHead[] }) | null;
  faults: LogFault[];
  /** The next one's number. */
  next: number;
}

/** What was written until now. @throws when the directory cannot be read */
export async function readLog(
  db: Db,
  store: CheckpointStore,
  keys: readonly ReceiptKey[],
  depth = ALL,
): Promise<CheckpointLog> {
  // Asked first: what is known to be written stands in its file already.
  const written = await listCheckpoints(db);
  const numbers = await store.list();
  const files: NumberedFile[] = [];
  for (const [age, number] of numbers.toReversed().entries()) {
    if (age >= depth.files) break;
    const verdict =
      age < depth.whole
        ? readWhole(await store.read(number), keys)
        : readCheckpoint(await store.readLine(number), keys);
    files.unshift({ number, verdict });
  }
  const isGenuine = ({ number, verdict }: NumberedFile) =>
    verdict.ok && verdict.file.checkpoint.number === number;
  const known = written.find(({ number, line }) =>
    isGenuine({ number, verdict: readCheckpoint(line, keys) }),
  );
  return {
    files: files.flatMap((file) => (isGenuine(file) && file.verdict.ok ? [file.verdict.file] : [])),
    newest: await findNewest(store, keys, numbers),
    faults: auditLog(files, known?.number ?? 0),
    next: Math.max(known?.number ?? 0, numbers.at(-1) ?? 0) + 1,
  };
}

/** A file that was left its first line alone vouches for nobody: its heads were taken out. */
function readWhole(text: string, keys: readonly ReceiptKey[]): CheckpointVerdict {
  const verdict = readCheckpoint(text, keys);
  return verdict.ok && verdict.file.heads === null ? { ok: false, problem: 'heads' } : verdict;
}

async function findNewest(store: CheckpointStore, keys: readonly ReceiptKey[], numbers: readonly number[]) {
  for (const number of numbers.toReversed()) {
    const verdict = readCheckpoint(await store.read(number), keys);
    if (!verdict.ok || verdict.file.checkpoint.number !== number) continue;
    const { heads, ...file } = verdict.file;
    if (heads !== null) return { ...file, heads };
  }
  return null;
}
