// Audit of the ledger against a checkpoint from another place.
import type { Db } from '@/db/client';
import { type CheckpointFile, type CheckpointProblem, readCheckpoint } from '../domain/ledger/checkpoint';
import type { LedgerFault } from '../domain/ledger/ledger-audit';
import type { ReceiptKey } from '../domain/receipt/receipt-check';
import { type CheckpointFault, lostSince } from './audit-checkpoints';
import type { CheckpointStore } from './checkpoint-store';

export type GivenReport =
  | { ok: false; problem: CheckpointProblem }
  /** `isWhole` is false if only the first line was given and this site's store does not have the rest. */
  | { ok: true; file: CheckpointFile; isWhole: boolean; fault: CheckpointFault | null; lost: LedgerFault[] };

/**
 * Compares a checkpoint that was kept elsewhere with the present ledger.
 * @param store of this site, if it has one: its checkpoint with the same number must be identical
 */
export async function auditGiven(
  db: Db,
  text: string,
  keys: readonly ReceiptKey[],
  store: CheckpointStore | null,
): Promise<GivenReport> {
  const verdict = readCheckpoint(text, keys);
  if (!verdict.ok) return verdict;
  const { checkpoint, line } = verdict.file;
  const own = await store?.read(checkpoint.number).catch(() => null);
  const ours = typeof own === 'string' ? readCheckpoint(own, keys) : null;
  const isFork = ours?.ok === true && ours.file.line !== line;
  const heads = verdict.file.heads ?? (ours?.ok === true && !isFork ? ours.file.heads : null);
  const file = { ...verdict.file, heads };
  return {
    ok: true,
    file,
    isWhole: heads !== null,
    fault: isFork ? { kind: 'checkpoint-fork', number: checkpoint.number } : null,
    lost: await lostSince(db, file),
  };
}
