// Verification of a consent receipt: the same rules on the server and in the browser, each with its own Ed25519.
import canonicalize from 'canonicalize';
import type { Receipt } from './receipt';

/** The public part of a key (RFC 8037). */
export interface ReceiptKey {
  kty: 'OKP';
  crv: 'Ed25519';
  kid: string;
  /** 32 bytes, base64url. */
  x: string;
  /** It signs nothing after this moment. */
  retired_at?: string;
}

export const RECEIPT_TYPE = 'consent-receipt+jws';

/** Ed25519 (RFC 8032) over `data`. */
export type VerifySignature = (
  publicKey: Uint8Array<ArrayBuffer>,
  data: Uint8Array<ArrayBuffer>,
  signature: Uint8Array<ArrayBuffer>,
) => Promise<boolean>;

export type ReceiptVerdict =
  | { kind: 'genuine'; receipt: Receipt; key: ReceiptKey }
  /** Genuine as well: signed before its key was retired. */
  | { kind: 'retired-key'; receipt: Receipt; key: ReceiptKey }
  /** Its time of signing is after its key was retired. */
  | { kind: 'late'; key: ReceiptKey }
  | { kind: 'altered' }
  | { kind: 'unknown-key'; keyId: string }
  /** No receipt. */
  | { kind: 'unreadable' };

/** Base64url has one valid spelling; all others are refused, so that no character can be changed unnoticed. */
export function bytesOf(base64url: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[\w-]+$/.test(base64url)) return null;
  let binary: string;
  try {
    binary = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    return null;
  }
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  return base64urlOf(bytes) === base64url ? bytes : null;
}

export function base64urlOf(bytes: Uint8Array): string {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function jsonOf(part: string): unknown {
  const bytes = bytesOf(part);
  if (bytes === null) return undefined;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A line of this type with a valid signature is a receipt; there is no further condition. */
function isReceipt(value: unknown): value is Receipt {
  if (!isRecord(value)) return false;
  const parts = ['header', 'processing', 'event', 'ledger'].map((name) => value[name]);
  const lists = ['purposes', 'pii', 'party_identification'].map((name) => value[name]);
  return (
    parts.every(isRecord) &&
    lists.every(Array.isArray) &&
    isRecord(value.header) &&
    value.header.schema_version === 1
  );
}

/**
 * Checks a compact JWS (RFC 7515). Only EdDSA is accepted: neither `none` nor a key of another type can pass.
 * @param copy the plain text in the file next to the signed part; both must agree
 */
export async function checkReceipt(
  jws: string,
  keys: readonly ReceiptKey[],
  verify: VerifySignature,
  copy?: unknown,
): Promise<ReceiptVerdict> {
  const [head = '', payload = '', tail = '', ...rest] = jws.split('.');
  const header = jsonOf(head);
  const signature = bytesOf(tail);
  if (rest.length > 0 || !isRecord(header) || signature?.length !== 64) return { kind: 'altered' };
  const { alg, typ, kid, ...others } = header;
  if (alg !== 'EdDSA' || typ !== RECEIPT_TYPE || typeof kid !== 'string' || Object.keys(others).length > 0) {
    return { kind: 'altered' };
  }
  const key = keys.find((each) => each.kid === kid);
  if (key === undefined) return { kind: 'unknown-key', keyId: kid };
  const publicKey = bytesOf(key.x);
  const data = new TextEncoder().encode(`${head}.${payload}`);
  if (publicKey === null || !(await verify(publicKey, data, signature))) return { kind: 'altered' };
  const receipt = jsonOf(payload);
  if (!isReceipt(receipt)) return { kind: 'unreadable' };
  if (copy !== undefined && canonicalize(copy) !== canonicalize(receipt)) return { kind: 'altered' };
  if (key.retired_at === undefined) return { kind: 'genuine', receipt, key };
  const isLate = Date.parse(receipt.event.event_time) > Date.parse(key.retired_at);
  return isLate ? { kind: 'late', key } : { kind: 'retired-key', receipt, key };
}
