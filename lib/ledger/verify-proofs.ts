// Audit of the checkpoints in an export, and of a checkpoint from elsewhere.

import { isConsistent, isIncluded, leafHash } from '../domain/crypto/merkle-tree';
import {
  type ChainHead,
  type Checkpoint,
  type CheckpointFile,
  headLeaf,
  readCheckpoint,
} from '../domain/ledger/checkpoint';
import { fingerprintOf } from '../domain/ledger/event-signature';

import type { ReceiptKey } from '../domain/receipt/receipt-check';
import type { Line } from './export-lines';
import type { ExportFault, ExportReport } from './export-report';
import type { CheckpointLine } from './prove-heads';

export function auditProofs(
  lines: readonly CheckpointLine[],
  events: readonly Line<'event'>[],
  companyId: string,
  keys: readonly ReceiptKey[],
  given: string | null,
  faults: ExportFault[],
): Pick<ExportReport, 'vouchedBy' | 'isGivenSilent'> {
  const vouchedBy: ExportReport['vouchedBy'] = [];
  const vouch = (
    { number, written_at: at }: Checkpoint,
    { seq, fingerprint }: Pick<ChainHead, 'seq' | 'fingerprint'>,
  ) => {
    const isThere = ({ hash, signature, key_id: keyId, ...event }: Line<'event'>) =>
      event.seq === seq && fingerprintOf({ hash, signature, keyId }) === fingerprint;
    if (events.some(isThere)) vouchedBy.push({ number, at, seq });
    else faults.push({ companyId, kind: 'checkpoint', seq, number });
  };
  let before: CheckpointFile | null = null;
  for (const { line, head, follows } of lines) {
    const verdict = readCheckpoint(line, keys);
    if (!verdict.ok) {
      faults.push({ kind: 'proof', number: null, problem: 'refused' });
      continue;
    }
    const { checkpoint } = verdict.file;
    const { number } = checkpoint;
    const isShown =
      head === null ||
      isIncluded(headLeaf({ companyId, ...head }), head.index, checkpoint.heads, head.inclusion);
    if (!isShown) faults.push({ kind: 'proof', number, problem: 'head' });
    else if (head !== null) vouch(checkpoint, head);
    if (before !== null && !isFollowing(before, checkpoint, follows))
      faults.push({ kind: 'proof', number, problem: 'log' });
    before = verdict.file;
  }
  if (given === null) return { vouchedBy, isGivenSilent: false };
  const verdict = readCheckpoint(given, keys);
  if (!verdict.ok) {
    faults.push({ kind: 'proof', number: null, problem: 'refused' });
    return { vouchedBy, isGivenSilent: false };
  }
  const { checkpoint, line, heads } = verdict.file;
  const own = heads?.find((head) => head.companyId === companyId);
  if (own !== undefined) vouch(checkpoint, own);
  const isShown = lines.some((each) => each.line === line && each.head !== null);
  return { vouchedBy, isGivenSilent: own === undefined && !isShown };
}

/** True if the earlier checkpoint is in the later one's log, and both logs have the same beginning. */
function isFollowing(
  { checkpoint, line }: CheckpointFile,
  later: Checkpoint,
  proof: CheckpointLine['follows'],
): boolean {
  return (
    proof !== null &&
    isIncluded(leafHash(line), checkpoint.log.size, later.log, proof.inclusion) &&
    isConsistent(checkpoint.log, later.log, proof.consistency)
  );
}
