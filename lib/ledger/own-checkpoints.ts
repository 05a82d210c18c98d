// Checkpoints of this installation, and the newest one's head of a business.
import { getCheckpointDir } from '../runtime/env';
import type { Vouched } from './audit-business';
import { type CheckpointStore, openCheckpoints } from './checkpoint-store';
import type { CheckpointLog } from './read-log';

/** Null where none are kept. */
export function ownCheckpoints(): CheckpointStore | null {
  const directory = getCheckpointDir();
  return directory === null ? null : openCheckpoints(directory);
}

export function vouchedFor(log: Pick<CheckpointLog, 'newest'> | null, companyId: string): Vouched | null {
  const head = log?.newest?.heads.find((each) => each.companyId === companyId);
  return head === undefined || !log?.newest ? null : { number: log.newest.checkpoint.number, head };
}
