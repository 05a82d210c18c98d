// Checkpoint writer: stores a checkpoint outside the database, consistent with all earlier ones.
import type { Db } from '@/db/client';
import { walkHeads } from '@/db/queries/chain-heads';
import { insertCheckpoint, listMissing } from '@/db/queries/checkpoints';
import { type ChainHead, makeCheckpoint } from '../domain/ledger/checkpoint';
import { isProven } from '../domain/ledger/event-proof';
import { fingerprintOf, type SignatureCheck, signatureCheck } from '../domain/ledger/event-signature';
import { notBefore } from '../domain/ledger/ledger';
import { nextHeads } from '../domain/ledger/next-heads';
import type { ReceiptKeySet } from '../domain/receipt/receipt-keys';
import { ALL, type LogDepth } from './checkpoint-depth';
import type { CheckpointStore } from './checkpoint-store';
import { readLog } from './read-log';

/** The writer needs the first lines for the log. */
const LINES: LogDepth = { ...ALL, whole: 0 };
export interface Written {
  number: number;
  /** Null if another process wrote this number at the same time. */
  text: string | null;
  lost: number;
}

/** @param keys the first one signs @throws when it could not be written */
export async function writeCheckpoint(
  db: Db,
  store: CheckpointStore,
  keys: ReceiptKeySet,
  now: Date,
): Promise<Written> {
  const { files, newest, next: number } = await readLog(db, store, keys.published, LINES);
  const earlier = newest?.heads ?? [];
  const proven = await listProvenHeads(db, earlier, signatureCheck(keys.published));
  // Looked up last, so that an event that vanished since the heads were read is noticed.
  const missing = new Set((await listMissing(db, earlier)).map(keyOf));
  const known = new Map(earlier.map((head) => [keyOf(head), head.fingerprint]));
  const { heads, lost } = nextHeads(earlier, proven, (companyId, seq) => {
    const key = keyOf({ companyId, seq });
    return missing.has(key) ? null : (known.get(key) ?? null);
  });
  const last = newest === null ? null : new Date(newest.checkpoint.written_at);
  const text = makeCheckpoint(
    { number, before: files.map(({ line }) => line), heads, lost, at: notBefore(now, last) },
    keys.signing,
  );
  const isOurs = await store.append(number, text);
  // The other writer announces it.
  if (isOurs) await insertCheckpoint(db, number, text.slice(0, text.indexOf('\n')));
  return { number, text: isOurs ? text : null, lost: lost.length };
}

const keyOf = ({ companyId, seq }: Pick<ChainHead, 'companyId' | 'seq'>) => `${companyId} ${seq}`;

/** The newest proven event of each business, by its text too: a signature can be copied. Covered ones are skipped. */
async function listProvenHeads(
  db: Db,
  earlier: readonly ChainHead[],
  isSigned: SignatureCheck,
): Promise<ChainHead[]> {
  const known = new Map(earlier.map((head) => [keyOf(head), head.fingerprint]));
  const heads: ChainHead[] = [];
  for await (const head of walkHeads(db)) {
    const { companyId, seq } = head;
    const fingerprint = fingerprintOf(head);
    if (known.get(keyOf(head)) === fingerprint || isProven(head, isSigned))
      heads.push({ companyId, seq, fingerprint });
  }
  return heads;
}
