// Checkpoints of this installation, and the newest one's head of a business.
import type { Db } from '@/db/client';
import type { ChainHead } from '../domain/ledger/checkpoint';
import type { ReceiptKey } from '../domain/receipt/receipt-check';
import { getCheckpointDir } from '../runtime/env';
import type { Vouched } from './audit-business';
import { NEWEST } from './checkpoint-depth';
import { type CheckpointStore, openCheckpoints } from './checkpoint-store';
import { type CheckpointLog, readLog } from './read-log';

/** Null if none are kept. */
export function ownCheckpoints(): CheckpointStore | null {
  const directory = getCheckpointDir();
  return directory === null ? null : openCheckpoints(directory);
}

/** Of the newest genuine one; none where it cannot be had: then the audit asks each signature, and the check of the files says why. */
export async function ownHeads(db: Db, keys: readonly ReceiptKey[]): Promise<readonly ChainHead[]> {
  const store = ownCheckpoints();
  if (store === null) return [];
  const log = await readLog(db, store, keys, NEWEST).catch(() => null);
  return log?.newest?.heads ?? [];
}

export function vouchedFor(log: Pick<CheckpointLog, 'newest'> | null, companyId: string): Vouched | null {
  const head = log?.newest?.heads.find((each) => each.companyId === companyId);
  return head === undefined || !log?.newest ? null : { number: log.newest.checkpoint.number, head };
}
