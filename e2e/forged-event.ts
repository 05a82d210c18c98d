// Forgery of an event by an attacker with the app's database role: right chain, right hash, no valid signature.
import { randomUUID } from 'node:crypto';
import type { Db } from '../db/client';
import { insertEvents } from '../db/queries/consents';
import { findChainHead } from '../db/queries/proven-events';
import type { ConsentEventBody } from '../lib/domain/consent/consent';
import { signEvent } from '../lib/domain/ledger/event-signature';
import { hashEvent } from '../lib/domain/ledger/ledger';
import { makeSigningKey } from '../lib/domain/receipt/receipt-keys';

export interface Proof {
  signature: string;
  keyId: string;
}

export const forger = makeSigningKey();

/** Values in place of the signature. */
export const PROOFS = {
  none: () => ({ signature: '', keyId: '' }),
  copied: (_: string, head: Proof) => head,
  'own key': (hash: string) => ({ signature: signEvent(hash, forger), keyId: forger.kid }),
  'own key under our name': (hash: string, head: Proof) => ({
    signature: signEvent(hash, forger),
    keyId: head.keyId,
  }),
};

type Head = NonNullable<Awaited<ReturnType<typeof findChainHead>>>;

/**
 * @param part fields that differ from the newest event of the business
 * @param prove value in place of the signature; that of the newest event by default
 */
export async function forgeEvent(
  db: Db,
  companyId: string,
  part: Partial<ConsentEventBody>,
  prove: (hash: string, head: Head) => Proof = (_, head) => head,
): Promise<ConsentEventBody> {
  const last = await findChainHead(db, companyId);
  if (last === null) throw new Error('there is no event to go on from');
  const body: ConsentEventBody = {
    ...last.body,
    record_id: randomUUID(),
    receipt_id: null,
    seq: last.seq + 1,
    prev_hash: last.hash,
    ...part,
  };
  const hash = hashEvent(body);
  const { signature, keyId } = prove(hash, last);
  await insertEvents(db, companyId, [{ body, hash, signature, keyId }]);
  return body;
}
