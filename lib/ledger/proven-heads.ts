// Heads of all chains as far as they are proven: nothing else may be vouched for.
import type { Db } from '@/db/client';
import { walkHeads } from '@/db/queries/chain-heads';
import type { ChainHead } from '../domain/ledger/checkpoint';
import type { SignatureCheck } from '../domain/ledger/event-signature';

export const keyOf = ({ companyId, seq }: Pick<ChainHead, 'companyId' | 'seq'>) => `${companyId} ${seq}`;

/** The newest event of each business, where one of our keys signed it; what an earlier checkpoint has checked is not checked anew. */
export async function listProvenHeads(
  db: Db,
  earlier: readonly ChainHead[],
  isSigned: SignatureCheck,
): Promise<ChainHead[]> {
  const known = new Map(earlier.map((head) => [keyOf(head), head.hash]));
  const heads: ChainHead[] = [];
  for await (const { companyId, seq, hash, signature, keyId, at } of walkHeads(db)) {
    const isKnown = known.get(`${companyId} ${seq}`) === hash;
    if (isKnown || isSigned({ hash, signature, keyId, at })) heads.push({ companyId, seq, hash });
  }
  return heads;
}
