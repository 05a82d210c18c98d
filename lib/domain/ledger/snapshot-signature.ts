// Snapshot signature: proves that this site made a snapshot, for exactly this business and product.

import { checkAs, signAs } from '../receipt/key-signature';
import type { ReceiptKey } from '../receipt/receipt-check';
import type { ReceiptKeySet, SigningKey } from '../receipt/receipt-keys';
import type { SignedEvent } from './event-signature';
import type { LedgerSnapshot } from './ledger-snapshot';

export interface SnapshotOf extends LedgerSnapshot {
  companyId: string;
  productId: string;
}

export interface SignedSnapshot extends SnapshotOf, Pick<SignedEvent, 'signature' | 'keyId'> {}

const textOf = ({ companyId, productId, seq, at, basis, followedBy }: SnapshotOf) =>
  JSON.stringify([companyId, productId, seq, at.getTime(), basis, followedBy]);

export function signSnapshot<T extends SnapshotOf>(snapshot: T, key: SigningKey): T & SignedSnapshot {
  const signature = signAs('accord snapshot', textOf(snapshot), key);
  return { ...snapshot, signature, keyId: key.kid };
}

export type SnapshotSignatureCheck = (snapshot: SignedSnapshot) => boolean;

/** @param keys all that ever signed */
export function snapshotCheck(keys: readonly ReceiptKey[]): SnapshotSignatureCheck {
  const check = checkAs('accord snapshot', keys);
  return (snapshot) =>
    // A time beyond the range of `Date`.
    !Number.isNaN(snapshot.at.getTime()) &&
    check({ ...snapshot, text: textOf(snapshot), at: snapshot.at.toISOString() }) === 'genuine';
}

/** Importing a key costs as much as a verification. */
const checks = new WeakMap<ReceiptKeySet, SnapshotSignatureCheck>();

/** @param keys of this site */
export function snapshotsBy(keys: ReceiptKeySet): SnapshotSignatureCheck {
  const check = checks.get(keys) ?? snapshotCheck(keys.published);
  checks.set(keys, check);
  return check;
}
