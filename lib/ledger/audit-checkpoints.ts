// Audit of the checkpoints: the files by themselves, and the ledger against what they vouch for.
import type { Db } from '@/db/client';
import { listMissing } from '@/db/queries/checkpoints';
import type { CheckpointFile } from '../domain/ledger/checkpoint';
import type { LogFault } from '../domain/ledger/checkpoint-log';
import type { LedgerFault } from '../domain/ledger/ledger-audit';
import type { ReceiptKey } from '../domain/receipt/receipt-check';
import type { CheckpointStore } from './checkpoint-store';
import { readLog } from './read-log';

export type CheckpointFault =
  | LogFault
  /** Two genuine ones with the same number: the ledger was told in two ways. */
  | { kind: 'checkpoint-fork'; number: number }
  /** No genuine one is younger than it should be. */
  | { kind: 'checkpoint-overdue' }
  | { kind: 'checkpoint-unreadable'; problem: string };

export interface CheckpointReport {
  /** ISO 8601; null while there is none. */
  writtenAt: string | null;
  /** Of the newest. */
  number: number | null;
  /** Of the files. */
  faults: CheckpointFault[];
  /** Of the ledger. */
  lost: LedgerFault[];
}

export async function lostSince(db: Db, { checkpoint, heads }: CheckpointFile): Promise<LedgerFault[]> {
  return (await listMissing(db, heads ?? [])).map(({ companyId, seq }) => ({
    companyId,
    kind: 'checkpoint' as const,
    seq,
    number: checkpoint.number,
  }));
}

/** The newest one carries on what all before it vouched for. @throws when the directory cannot be read */
export async function auditCheckpoints(
  db: Db,
  store: CheckpointStore,
  keys: readonly ReceiptKey[],
): Promise<CheckpointReport> {
  const { newest, faults } = await readLog(db, store, keys);
  return {
    writtenAt: newest?.checkpoint.written_at ?? null,
    number: newest?.checkpoint.number ?? null,
    faults,
    lost: newest === null ? [] : await lostSince(db, newest),
  };
}
