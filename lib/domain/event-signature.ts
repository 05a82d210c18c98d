// Event signature (Ed25519, RFC 8032): a key outside the database vouches for an event's hash, and through `prev_hash` for all before it.
import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import type { ReceiptKey } from './receipt-check';
import type { SigningKey } from './receipt-keys';

export interface SignedEvent {
  hash: string;
  /** Base64url. */
  signature: string;
  keyId: string;
  /** ISO 8601: a key that is retired vouches for nothing later. */
  at: string;
}

/** Nothing else that these keys sign begins like this, so that no receipt can be taken for an event. */
const bytesOf = (hash: string) => Buffer.from(`accord consent event\n${hash}`);

/** Reading a key costs more than signing with it. */
const read = new WeakMap<SigningKey, KeyObject>();

/** @param hash of the event @returns base64url */
export function signEvent(hash: string, key: SigningKey): string {
  const { kty, crv, x, d } = key;
  const own = read.get(key) ?? createPrivateKey({ key: { kty, crv, x, d }, format: 'jwk' });
  read.set(key, own);
  return sign(null, bytesOf(hash), own).toString('base64url');
}

export type SignatureCheck = (event: SignedEvent) => boolean;

/** @param keys those that ever signed */
export function signatureCheck(keys: readonly ReceiptKey[]): SignatureCheck {
  const known = new Map(
    keys.map(({ kid, kty, crv, x, retired_at: retiredAt }) => [
      kid,
      { retiredAt, key: createPublicKey({ key: { kty, crv, x }, format: 'jwk' }) },
    ]),
  );
  return ({ hash, signature, keyId, at }) => {
    const by = known.get(keyId);
    if (by === undefined) return false;
    if (by.retiredAt !== undefined && Date.parse(at) > Date.parse(by.retiredAt)) return false;
    const bytes = Buffer.from(signature, 'base64url');
    // One spelling only, so that no character can be changed unseen.
    return bytes.toString('base64url') === signature && verify(null, bytesOf(hash), by.key, bytes);
  };
}
