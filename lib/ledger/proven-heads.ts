// Heads of all chains as far as they are proven: nothing else may be vouched for.
import type { Db } from '@/db/client';
import { walkHeads } from '@/db/queries/chain-heads';
import type { ChainHead } from '../domain/ledger/checkpoint';
import { isProven } from '../domain/ledger/event-proof';
import type { SignatureCheck } from '../domain/ledger/event-signature';

export const keyOf = ({ companyId, seq }: Pick<ChainHead, 'companyId' | 'seq'>) => `${companyId} ${seq}`;

/** The newest event of each business, where it is proven, not only its signature, which can be copied; what an earlier checkpoint has checked is not checked anew. */
export async function listProvenHeads(
  db: Db,
  earlier: readonly ChainHead[],
  isSigned: SignatureCheck,
): Promise<ChainHead[]> {
  const known = new Map(earlier.map((head) => [keyOf(head), head.hash]));
  const heads: ChainHead[] = [];
  for await (const head of walkHeads(db)) {
    const { companyId, seq, hash } = head;
    if (known.get(keyOf(head)) === hash || isProven(head, isSigned)) heads.push({ companyId, seq, hash });
  }
  return heads;
}
