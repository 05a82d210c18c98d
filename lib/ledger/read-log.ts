// Reader of the checkpoint log, as deep as a caller needs.
import type { Db } from '@/db/client';
import { listCheckpoints } from '@/db/queries/checkpoints';
import { type ChainHead, type CheckpointFile, readCheckpoint } from '../domain/ledger/checkpoint';
import { auditLog, type LogFault, type NumberedFile } from '../domain/ledger/checkpoint-log';
import type { ReceiptKey } from '../domain/receipt/receipt-check';
import { ALL } from './checkpoint-depth';
import type { CheckpointStore } from './checkpoint-store';
import { type ReadWhole, readsWhole } from './read-whole';

export interface CheckpointLog {
  /** The genuine ones, newest last. */
  files: CheckpointFile[];
  /** The newest genuine one, with its heads. */
  newest: (CheckpointFile & { heads: ChainHead[] }) | null;
  faults: LogFault[];
  /** The number of the next one. */
  next: number;
}

/** Reads the checkpoints so far. @throws when the directory cannot be read */
export async function readLog(
  db: Db,
  store: CheckpointStore,
  keys: readonly ReceiptKey[],
  depth = ALL,
  read: ReadWhole = readsWhole(store, keys),
): Promise<CheckpointLog> {
  // Read first: a checkpoint in the database is in its file already.
  const written = await listCheckpoints(db);
  const numbers = await store.list();
  const files: NumberedFile[] = [];
  let newest: CheckpointLog['newest'] = null;
  for (const [age, number] of numbers.toReversed().entries()) {
    if (age >= depth.files) break;
    const verdict =
      age < depth.whole ? await read(number) : readCheckpoint(await store.readLine(number), keys);
    newest ??= headed({ number, verdict });
    files.unshift({ number, verdict });
  }
  const known = written.find(({ number, line }) =>
    isGenuine({ number, verdict: readCheckpoint(line, keys) }),
  );
  return {
    files: files.flatMap((file) => (isGenuine(file) && file.verdict.ok ? [file.verdict.file] : [])),
    // From the disk: the cache of older files lacks their heads.
    newest: newest ?? (await findNewest(numbers, readsWhole(store, keys))),
    faults: auditLog(files, known?.number ?? 0),
    next: Math.max(known?.number ?? 0, numbers.at(-1) ?? 0) + 1,
  };
}

function isGenuine({ number, verdict }: NumberedFile): boolean {
  return verdict.ok && verdict.file.checkpoint.number === number;
}

/** Null for a file without heads. */
function headed(file: NumberedFile): CheckpointLog['newest'] {
  if (!file.verdict.ok || !isGenuine(file)) return null;
  const { heads } = file.verdict.file;
  return heads === null ? null : { ...file.verdict.file, heads };
}

async function findNewest(numbers: readonly number[], read: ReadWhole): Promise<CheckpointLog['newest']> {
  for (const number of numbers.toReversed()) {
    const found = headed({ number, verdict: await read(number) });
    if (found !== null) return found;
  }
  return null;
}
