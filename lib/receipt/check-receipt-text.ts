// Receipt check on the server, for browsers without JavaScript: the same rules, with Node's cryptography.
import { createPublicKey, verify } from 'node:crypto';
import {
  base64urlOf,
  checkReceipt,
  type ReceiptKey,
  type ReceiptVerdict,
  type VerifySignature,
} from '../domain/receipt/receipt-check';
import { readReceiptFile } from '../domain/receipt/receipt-file';
import { getReceiptIssuer } from './issuer';

export const verifyWithNode: VerifySignature = async (publicKey, data, signature) => {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: base64urlOf(publicKey) };
  return verify(null, data, createPublicKey({ key: jwk, format: 'jwk' }), signature);
};

/** All keys that ever signed receipts of this site; the first one signs today. */
export function publishedKeys(): readonly ReceiptKey[] {
  return getReceiptIssuer().keys.published;
}

/** @param text of the file, or pasted text */
export async function checkReceiptText(text: string): Promise<ReceiptVerdict> {
  const file = readReceiptFile(text);
  if (file === null) return { kind: 'unreadable' };
  return checkReceipt(file.jws, publishedKeys(), verifyWithNode, file.copy);
}
