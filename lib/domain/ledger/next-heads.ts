// Heads of the next checkpoint: monotonic, so that no later checkpoint drops a head that an earlier one signed.
import type { ChainHead } from './checkpoint';

export interface NextHeads {
  heads: ChainHead[];
  /** Businesses whose earlier head the ledger no longer holds. */
  lost: string[];
}

/**
 * Heads only move forward: if the ledger no longer holds an earlier one, that one stays.
 * @param now newest proven event of each business
 * @param fingerprintAt of a business's event with that number, as in the ledger now
 */
export function nextHeads(
  earlier: readonly ChainHead[],
  now: readonly ChainHead[],
  fingerprintAt: (companyId: string, seq: number) => string | null,
): NextHeads {
  const heads = new Map(now.map((head) => [head.companyId, head]));
  const lost: string[] = [];
  for (const head of earlier) {
    const { companyId, seq, fingerprint } = head;
    const isThere = fingerprintAt(companyId, seq) === fingerprint;
    if (!isThere) lost.push(companyId);
    if (!isThere || (heads.get(companyId)?.seq ?? 0) < seq) heads.set(companyId, head);
  }
  return { heads: [...heads.values()], lost };
}
