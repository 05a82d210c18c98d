// Audit of a log of checkpoints: each is genuine, has its own number, and continues all earlier ones.

import { leafHash, startTree } from '../crypto/merkle-tree';
import type { CheckpointProblem, CheckpointVerdict } from './checkpoint';

export interface NumberedFile {
  /** The number in the file's name. */
  number: number;
  verdict: CheckpointVerdict;
}

export type LogFault =
  /** Missing files whose existence later files prove. */
  | { kind: 'checkpoint-missing'; from: number; to: number }
  | { kind: 'checkpoint-refused'; number: number; problem: CheckpointProblem | 'number' | 'log' };

/**
 * The oldest files may have been moved away: the checkpoints after them still carry their heads.
 * @param files in the order of their numbers
 * @param known the highest number seen anywhere
 */
export function auditLog(files: readonly NumberedFile[], known: number): LogFault[] {
  const faults: LogFault[] = [];
  const log = startTree();
  let expected = files[0]?.number ?? 1;
  // After a missing or refused file, no later root of the log can be recomputed.
  let isWhole = expected === 1;
  const missing = (upTo: number) => {
    if (expected >= upTo) return;
    faults.push({ kind: 'checkpoint-missing', from: expected, to: upTo - 1 });
    isWhole = false;
  };
  for (const { number, verdict } of files) {
    missing(number);
    expected = number + 1;
    const refuse = (problem: CheckpointProblem | 'number' | 'log') => {
      faults.push({ kind: 'checkpoint-refused', number, problem });
      isWhole = false;
    };
    if (!verdict.ok) refuse(verdict.problem);
    else if (verdict.file.checkpoint.number !== number) refuse('number');
    else if (isWhole && verdict.file.checkpoint.log.root !== log.root()) refuse('log');
    if (verdict.ok) log.add(leafHash(verdict.file.line));
  }
  missing(known + 1);
  return faults;
}
