// Compact JWS (RFC 7515) with the site's Ed25519 key; `typ` says what it is, so that no signature can stand for another thing.
import { CompactSign, type CryptoKey, importJWK } from 'jose';
import type { SigningKey } from '../domain/receipt/receipt-keys';

/** Importing a key costs more than a signature. */
const imported = new WeakMap<SigningKey, Promise<CryptoKey | Uint8Array>>();

export async function signCompact(payload: object, typ: string, key: SigningKey): Promise<string> {
  const known = imported.get(key) ?? importJWK({ kty: key.kty, crv: key.crv, x: key.x, d: key.d }, 'EdDSA');
  imported.set(key, known);
  return new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'EdDSA', kid: key.kid, typ })
    .sign(await known);
}
