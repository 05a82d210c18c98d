// Heads of the next checkpoint: monotonic, so that no later checkpoint drops a head that an earlier one signed.
import type { ChainHead } from './checkpoint';

export interface NextHeads {
  heads: ChainHead[];
  /** Businesses whose earlier head the ledger does not hold any more. */
  lost: string[];
}

/**
 * Heads only go forward: where the ledger does not hold an earlier one any more, that one stays.
 * @param now newest event of each business that is proven
 * @param hashAt of the event of a business with that number, as the ledger has it now
 */
export function nextHeads(
  earlier: readonly ChainHead[],
  now: readonly ChainHead[],
  hashAt: (companyId: string, seq: number) => string | null,
): NextHeads {
  const heads = new Map(now.map((head) => [head.companyId, head]));
  const lost: string[] = [];
  for (const head of earlier) {
    const { companyId, seq, hash } = head;
    const isThere = hashAt(companyId, seq) === hash;
    if (!isThere) lost.push(companyId);
    if (!isThere || (heads.get(companyId)?.seq ?? 0) < seq) heads.set(companyId, head);
  }
  return { heads: [...heads.values()], lost };
}
