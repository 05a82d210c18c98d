// Signature of a text (Ed25519, RFC 8032) with the receipt keys: a prefix per use, so that none can pass for another.
import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import type { ReceiptKey } from './receipt-check';
import type { SigningKey } from './receipt-keys';

export type SignedUse = 'accord consent event' | 'accord checkpoint' | 'accord snapshot';

const bytesOf = (use: SignedUse, text: string) => Buffer.from(`${use}\n${text}`);

/** Importing a key costs more than a signature. */
const read = new WeakMap<SigningKey, KeyObject>();

/** @returns base64url */
export function signAs(use: SignedUse, text: string, key: SigningKey): string {
  const { kty, crv, x, d } = key;
  const own = read.get(key) ?? createPrivateKey({ key: { kty, crv, x, d }, format: 'jwk' });
  read.set(key, own);
  return sign(null, bytesOf(use, text), own).toString('base64url');
}

export interface Signed {
  text: string;
  /** Base64url. */
  signature: string;
  keyId: string;
  /** ISO 8601: a retired key vouches for nothing later. */
  at: string;
}

/** @param keys all that ever signed @returns the key with that id, unless it was retired before */
export function keyAt<Key extends { retired_at?: string }>(
  keys: ReadonlyMap<string, Key>,
  { keyId, at }: Pick<Signed, 'keyId' | 'at'>,
): Key | 'unknown-key' | 'altered' {
  const key = keys.get(keyId);
  if (key === undefined) return 'unknown-key';
  const { retired_at: retiredAt } = key;
  return retiredAt !== undefined && Date.parse(at) > Date.parse(retiredAt) ? 'altered' : key;
}

/** @param keys all that ever signed */
export function checkAs(
  use: SignedUse,
  keys: readonly ReceiptKey[],
): (signed: Signed) => 'genuine' | 'unknown-key' | 'altered' {
  const known = new Map(
    keys.map(({ kty, crv, x, ...key }) => [
      key.kid,
      { ...key, checks: createPublicKey({ key: { kty, crv, x }, format: 'jwk' }) },
    ]),
  );
  return ({ text, signature, keyId, at }) => {
    const by = keyAt(known, { keyId, at });
    if (typeof by === 'string') return by;
    const bytes = Buffer.from(signature, 'base64url');
    // Only one spelling is valid, so that no character can be changed unnoticed.
    const isRight =
      bytes.toString('base64url') === signature && verify(null, bytesOf(use, text), by.checks, bytes);
    return isRight ? 'genuine' : 'altered';
  };
}
