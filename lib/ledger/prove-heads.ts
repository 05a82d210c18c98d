// Proofs in an export: a business's heads in checkpoints, and their consistency, without other businesses' heads.

import { consistencyProof, inclusionProof, leafHash } from '../domain/crypto/merkle-tree';
import { type CheckpointFile, headLeaf } from '../domain/ledger/checkpoint';

export interface CheckpointLine {
  kind: 'checkpoint';
  /** The signed first line of its file. */
  line: string;
  /** Null for a checkpoint from before the first event of the business. */
  head: { seq: number; fingerprint: string; index: number; inclusion: string[] } | null;
  /** Proof that the previous checkpoint is in this log, and that this log continues its log; null for the first. */
  follows: { inclusion: string[]; consistency: string[] } | null;
}

/**
 * @param files with their heads, oldest first
 * @param log first lines of all checkpoints
 */
export function proveHeads(
  companyId: string,
  files: readonly CheckpointFile[],
  log: readonly string[],
): CheckpointLine[] {
  return files.map((file, at) => ({
    kind: 'checkpoint',
    line: file.line,
    head: proveHead(companyId, file),
    follows: proveLog(files[at - 1], file, log),
  }));
}

function proveHead(companyId: string, { heads }: CheckpointFile): CheckpointLine['head'] {
  const all = heads ?? [];
  const index = all.findIndex((head) => head.companyId === companyId);
  const head = all[index];
  if (head === undefined) return null;
  const inclusion = inclusionProof(index, all.map(headLeaf));
  return { seq: head.seq, fingerprint: head.fingerprint, index, inclusion };
}

function proveLog(
  earlier: CheckpointFile | undefined,
  later: CheckpointFile,
  log: readonly string[],
): CheckpointLine['follows'] {
  if (earlier === undefined) return null;
  const leaves = log.slice(0, later.checkpoint.log.size).map(leafHash);
  const { size } = earlier.checkpoint.log;
  const consistency = size === 0 ? [] : consistencyProof(size, leaves);
  return { inclusion: inclusionProof(size, leaves), consistency };
}
