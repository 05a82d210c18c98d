// Chain head check: no event that gives access follows an unproven one, and time never runs backwards.
import type { StoredHead } from '@/db/queries/proven-events';
import { provesChain } from '../domain/ledger/event-proof';
import { ourSignatures } from '../receipt/our-signatures';

export interface LedgerHead {
  seq: number;
  hash: string;
  /** Null where it is not proven: then its time says nothing, too. */
  at: Date | null;
  /** One of our keys signed it, and its own head was proven: so each signature vouches for all events before it. */
  isProven: boolean;
}

/** @param head the newest event as it is kept; null before the first */
export function chainHead(head: StoredHead | null): LedgerHead | null {
  if (head === null) return null;
  const { seq, hash, at } = head;
  return provesChain(head, ourSignatures())
    ? { seq, hash, at, isProven: true }
    : { seq, hash, at: null, isProven: false };
}
