// Check of a proof that one checkpoint follows from another: the earlier one is in the later one's log, and the logs begin alike.

import { isConsistent, isIncluded, leafHash } from '../domain/crypto/merkle-tree';
import type { Checkpoint, CheckpointFile } from '../domain/ledger/checkpoint';
import type { CheckpointLine } from './prove-heads';

export function isFollowing(
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
