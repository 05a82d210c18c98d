// Proof beside an export: the newest checkpoint's entry for a business, and the one that was given before it.
import type { Db } from '../db/client';
import { SetupProblem } from '../db/embedded/problem';
import type { ReceiptKeySet } from '../lib/domain/receipt/receipt-keys';
import { auditGiven } from '../lib/ledger/audit-given';
import { ownCheckpoints } from '../lib/ledger/own-checkpoints';
import { type CheckpointLine, proveHeads } from '../lib/ledger/prove-heads';
import { readLog } from '../lib/ledger/read-log';
import { readGiven } from './given-file';

export async function checkpointLines(
  db: Db,
  companyId: string,
  keys: ReceiptKeySet | null,
  file: string | undefined,
): Promise<CheckpointLine[]> {
  const store = ownCheckpoints();
  if (store === null || keys === null) {
    if (file === undefined) return [];
    throw new SetupProblem(
      'CHECKPOINT_DIR and RECEIPT_SIGNING_KEYS are needed to show what a checkpoint has.',
    );
  }
  const { files, newest } = await readLog(db, store, keys.published);
  const lines = files.map(({ line }) => line);
  if (newest === null) return [];
  if (file === undefined) return proveHeads(companyId, [newest], lines);
  const given = await auditGiven(db, await readGiven(file), keys.published, store);
  if (!given.ok || !given.isWhole || given.fault !== null)
    throw new SetupProblem('The given checkpoint is not in CHECKPOINT_DIR.');
  const isNewest = given.file.line === newest.line;
  return proveHeads(companyId, isNewest ? [newest] : [given.file, newest], lines);
}
