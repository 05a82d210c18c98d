// Checkpoints for the ledger command: the audit verifies the ledger against them and writes the next one.
import type { Db } from '../db/client';
import { errorCode, SetupProblem } from '../db/embedded/problem';
import type { ReceiptKey } from '../lib/domain/receipt/receipt-check';
import type { ReceiptKeySet } from '../lib/domain/receipt/receipt-keys';
import { auditCheckpoints } from '../lib/ledger/audit-checkpoints';
import { auditGiven } from '../lib/ledger/audit-given';
import type { CheckpointStore } from '../lib/ledger/checkpoint-store';
import { ownCheckpoints } from '../lib/ledger/own-checkpoints';
import { writeCheckpoint } from '../lib/ledger/write-checkpoint';
import { readGiven } from './given-file';
import { checkpointSentence, type GuardWords, refusedWords, sentenceOf } from './ledger-words';

interface CheckpointWords extends GuardWords {
  /** Sentences about what was checked and written. */
  told: string[];
}

/** @param file checkpoint file that the operator kept */
export async function checkpointWords(
  db: Db,
  keys: ReceiptKeySet | null,
  file: string | undefined,
): Promise<CheckpointWords> {
  const words: CheckpointWords = { problems: [], warnings: [], told: [] };
  const given = file === undefined ? null : await readGiven(file);
  const store = ownCheckpoints();
  if (store === null)
    words.warnings.push(
      'CHECKPOINT_DIR is not set here: the audit cannot detect a record that was cut off together with everything that refers to it.',
    );
  if (keys === null) {
    if (given !== null)
      throw new SetupProblem('RECEIPT_SIGNING_KEYS is not set here: no checkpoint can be checked.');
    return words;
  }
  if (store !== null) await tellOwn(db, store, keys, words);
  if (given !== null) await tellGiven(db, given, keys.published, store, words);
  return words;
}

async function tellOwn(
  db: Db,
  store: CheckpointStore,
  keys: ReceiptKeySet,
  { problems, told }: CheckpointWords,
): Promise<void> {
  try {
    const { faults, lost } = await auditCheckpoints(db, store, keys.published);
    problems.push(...lost.map(sentenceOf), ...faults.map(checkpointSentence));
  } catch (error) {
    problems.push(checkpointSentence({ kind: 'checkpoint-unreadable', problem: codeOf(error) }));
  }
  try {
    const { number } = await writeCheckpoint(db, store, keys, new Date());
    told.push(`Checkpoint ${number} is written.`);
  } catch (error) {
    problems.push(`No checkpoint could be written to CHECKPOINT_DIR (${codeOf(error)}).`);
  }
}

function codeOf(error: unknown): string {
  const code = errorCode(error);
  if (code === '') throw error;
  return code;
}

async function tellGiven(
  db: Db,
  text: string,
  keys: readonly ReceiptKey[],
  store: CheckpointStore | null,
  { problems, told }: CheckpointWords,
): Promise<void> {
  const report = await auditGiven(db, text, keys, store);
  if (!report.ok) {
    problems.push(`The checkpoint that was given is refused: ${refusedWords(report.problem)}.`);
    return;
  }
  const { file, isWhole, fault, lost } = report;
  const { number, heads, written_at: at } = file.checkpoint;
  if (fault !== null) problems.push(checkpointSentence(fault));
  if (!isWhole)
    problems.push(`Of checkpoint ${number} only the first line is known here: it proves nothing by itself.`);
  problems.push(...lost.map(sentenceOf));
  if (fault === null && isWhole && lost.length === 0)
    told.push(`All that checkpoint ${number} of ${at} vouches for is there: ${heads.size} businesses.`);
}
