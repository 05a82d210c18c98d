// QR encoding of a receipt: digits in the fragment of an address, which is not sent to a server. Runs in browsers too.
import { base64urlOf, bytesOf } from './receipt-check';

/** A QR code packs digits tighter than any other characters of an address: 7 bytes are 17 digits, almost without loss. */
const BLOCK = 7;
const DIGITS: readonly number[] = [0, 3, 5, 8, 10, 13, 15, 17];
const BLOCK_DIGITS = 17;
const SIGNATURE_BYTES = 64;

export function digitsOf(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += BLOCK) {
    const block = bytes.subarray(at, at + BLOCK);
    const value = block.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
    text += value.toString().padStart(DIGITS[block.length] ?? 0, '0');
  }
  return text;
}

/** Null when the digits do not decode to bytes. */
export function bytesOfDigits(digits: string): Uint8Array<ArrayBuffer> | null {
  if (!/^\d+$/.test(digits)) return null;
  const bytes: number[] = [];
  for (let at = 0; at < digits.length; at += BLOCK_DIGITS) {
    const part = digits.slice(at, at + BLOCK_DIGITS);
    const length = DIGITS.indexOf(part.length);
    let value = BigInt(part);
    if (length < 1 || value >= 256n ** BigInt(length)) return null;
    const block: number[] = [];
    for (let i = 0; i < length; i += 1) {
      block.unshift(Number(value % 256n));
      value /= 256n;
    }
    bytes.push(...block);
  }
  return Uint8Array.from(bytes);
}

/** The signature does not compress; header and payload do, once they are decoded from base64url. */
export interface PackedReceipt {
  signature: Uint8Array<ArrayBuffer>;
  /** UTF-8: header, line feed, payload. */
  text: Uint8Array<ArrayBuffer>;
}

export function unpackJws(jws: string): PackedReceipt | null {
  const [head = '', payload = '', tail = ''] = jws.split('.');
  const [header, body, signature] = [bytesOf(head), bytesOf(payload), bytesOf(tail)];
  if (header === null || body === null || signature?.length !== SIGNATURE_BYTES) return null;
  return { signature, text: Uint8Array.from([...header, 10, ...body]) };
}

export function packJws({ signature, text }: PackedReceipt): string | null {
  const end = text.indexOf(10);
  if (end < 0) return null;
  return [text.subarray(0, end), text.subarray(end + 1), signature].map(base64urlOf).join('.');
}

export const joinPacked = (signature: Uint8Array, compressed: Uint8Array) =>
  Uint8Array.from([...signature, ...compressed]);

export const splitPacked = (bytes: Uint8Array<ArrayBuffer>) => ({
  signature: bytes.slice(0, SIGNATURE_BYTES),
  compressed: bytes.slice(SIGNATURE_BYTES),
});

/** For a receipt that does not fit into a code: its identifiers. */
export interface ReceiptReference {
  receiptId: string;
  hash: string;
}

export const referenceOf = ({ receiptId, hash }: ReceiptReference) => `r=${receiptId}.${hash}`;

export function readReference(fragment: string): ReceiptReference | null {
  const [, receiptId, hash] = /^r=([0-9a-f-]{36})\.([0-9a-f]{64})$/.exec(fragment) ?? [];
  return receiptId === undefined || hash === undefined ? null : { receiptId, hash };
}
