// Newest checkpoint for receipts: each receipt carries its number and root to the customer, out of the database's reach.
import type { Db } from '@/db/client';
import { listCheckpoints } from '@/db/queries/checkpoints';
import { readCheckpoint } from '../domain/ledger/checkpoint';
import type { NamedCheckpoint } from '../domain/receipt/receipt';
import type { ReceiptKeySet } from '../domain/receipt/receipt-keys';

/** Null before the first one. The app's role may insert rows: those without a valid signature are skipped. */
export async function newestCheckpoint(db: Db, keys: ReceiptKeySet): Promise<NamedCheckpoint | null> {
  for (const { number, line } of await listCheckpoints(db)) {
    const verdict = readCheckpoint(line, keys.published);
    if (!verdict.ok || verdict.file.checkpoint.number !== number) continue;
    return { number, root: verdict.file.checkpoint.heads.root };
  }
  return null;
}
