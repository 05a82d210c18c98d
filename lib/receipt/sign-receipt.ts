// Receipt signature (compact JWS, Ed25519): any change to the signed line is detected.
import { CompactSign, type CryptoKey, importJWK } from 'jose';
import type { Receipt } from '../domain/receipt/receipt';
import { RECEIPT_TYPE } from '../domain/receipt/receipt-check';
import type { SigningKey } from '../domain/receipt/receipt-keys';

/** Importing a key costs more than a signature. */
const imported = new WeakMap<SigningKey, Promise<CryptoKey | Uint8Array>>();

export async function signReceipt(receipt: Receipt, key: SigningKey): Promise<string> {
  const known = imported.get(key) ?? importJWK({ kty: key.kty, crv: key.crv, x: key.x, d: key.d }, 'EdDSA');
  imported.set(key, known);
  return new CompactSign(new TextEncoder().encode(JSON.stringify(receipt)))
    .setProtectedHeader({ alg: 'EdDSA', kid: key.kid, typ: RECEIPT_TYPE })
    .sign(await known);
}
