// Read model of the ledger's checkpoints for staff.

import { type CheckpointState, readCheckpointState } from '../ledger/checkpoint-state';
import { publishedKeys } from '../receipt/check-receipt-text';
import { machineClock } from '../runtime/clock';
import type { StaffCtx } from './context';

/** Null if no checkpoints are kept. */
export function getCheckpointState({ db }: Pick<StaffCtx, 'db'>): Promise<CheckpointState | null> {
  return readCheckpointState(db, publishedKeys(), machineClock.now());
}
