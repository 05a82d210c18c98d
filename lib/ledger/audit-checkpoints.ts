// Audit of the checkpoints: the files themselves, and the ledger against their heads.
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
  /** Two genuine files with the same number: the ledger exists in two versions. */
  | { kind: 'checkpoint-fork'; number: number }
  /** No genuine file is as recent as it should be. */
  | { kind: 'checkpoint-overdue' }
  | { kind: 'checkpoint-unreadable'; problem: string };

export interface CheckpointReport {
  /** ISO 8601; null before the first one. */
  writtenAt: string | null;
  /** Of the newest file. */
  number: number | null;
  /** Faults of the files. */
  faults: CheckpointFault[];
  /** Faults of the ledger. */
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

/** The newest one carries on all earlier heads. @throws when the directory cannot be read */
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
