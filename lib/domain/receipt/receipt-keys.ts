// Key set for receipts, events and checkpoints: one key signs; retired ones stay published so that old signatures verify.
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import type { ReceiptKey } from './receipt-check';

/** A key with its private part `d`; never logged, never sent. */
export interface SigningKey extends ReceiptKey {
  d: string;
}

export interface ReceiptKeySet {
  signing: SigningKey;
  /** The signing key first, then the retired ones; without private parts. */
  published: ReceiptKey[];
}

export type KeySetCheck = { ok: true; keys: ReceiptKeySet } | { ok: false; problem: string };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** 32 bytes as base64url has exactly one spelling. */
const is32Bytes = (value: unknown): value is string =>
  typeof value === 'string' && /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/.test(value);

/**
 * Reads a JWK set: the first key signs, every other one has the date of its retirement.
 * @param text JSON, such as `npm run receipts:rotate` prints
 * @returns the problem names the field and never repeats a value
 */
export function readKeySet(text: string): KeySetCheck {
  const refuse = (problem: string): KeySetCheck => ({ ok: false, problem });
  let set: unknown;
  try {
    set = JSON.parse(text);
  } catch {
    return refuse('must be JSON');
  }
  const list = isRecord(set) ? set.keys : undefined;
  if (!Array.isArray(list) || list.length === 0)
    return refuse('must have a list `keys` with at least one key');
  const keys: ReceiptKey[] = [];
  for (const [index, jwk] of list.entries()) {
    const problem = problemOf(jwk, index === 0);
    if (problem !== null) return refuse(`keys[${index}] ${problem}`);
    const key = publicPart(jwk as SigningKey);
    if (keys.some(({ kid }) => kid === key.kid)) return refuse(`keys[${index}].kid stands there twice`);
    keys.push(key);
  }
  const signing = list[0] as SigningKey;
  return { ok: true, keys: { signing: { ...publicPart(signing), d: signing.d }, published: keys } };
}

/** Reads a JWK set from `/.well-known/jwks.json`; null when it holds anything but public keys of this type. */
export function readPublicKeys(text: string): ReceiptKey[] | null {
  let set: unknown;
  try {
    set = JSON.parse(text);
  } catch {
    return null;
  }
  const list: unknown[] = isRecord(set) && Array.isArray(set.keys) ? set.keys : [];
  const keys = list.filter(
    (jwk): jwk is ReceiptKey =>
      isRecord(jwk) &&
      jwk.kty === 'OKP' &&
      jwk.crv === 'Ed25519' &&
      typeof jwk.kid === 'string' &&
      is32Bytes(jwk.x) &&
      (jwk.retired_at === undefined || isMoment(jwk.retired_at)),
  );
  return keys.length === 0 || keys.length < list.length ? null : keys.map(publicPart);
}

function problemOf(jwk: unknown, signs: boolean): string | null {
  if (!isRecord(jwk)) return 'must be a key';
  if (jwk.kty !== 'OKP' || jwk.crv !== 'Ed25519') return 'must have kty OKP and crv Ed25519';
  if (typeof jwk.kid !== 'string' || !/^[\w-]{1,64}$/.test(jwk.kid)) {
    return 'needs a kid of letters, digits, - and _';
  }
  if (!is32Bytes(jwk.x)) return 'needs its public part x';
  if (!signs)
    return isMoment(jwk.retired_at) ? null : 'needs retired_at, the moment since when it signs no more';
  if (jwk.retired_at !== undefined) return 'is retired, and the first key signs';
  if (!is32Bytes(jwk.d)) return 'signs, and needs its private part d';
  return publicOf({ kty: 'OKP', crv: 'Ed25519', d: jwk.d, x: jwk.x }) === jwk.x
    ? null
    : 'has parts that do not belong together';
}

const isMoment = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) && !Number.isNaN(Date.parse(value));

function publicPart({ kid, x, retired_at }: ReceiptKey): ReceiptKey {
  return { kty: 'OKP', crv: 'Ed25519', kid, x, ...(retired_at === undefined ? {} : { retired_at }) };
}

function publicOf(jwk: { kty: 'OKP'; crv: 'Ed25519'; d: string; x: string }): unknown {
  return createPublicKey(createPrivateKey({ key: jwk, format: 'jwk' })).export({ format: 'jwk' }).x;
}

/** A new key; its id is its thumbprint (RFC 7638), so that it reveals nothing and cannot pass for another key. */
export function makeSigningKey(): SigningKey {
  const { d = '', x = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  const thumbprint = JSON.stringify({ crv: 'Ed25519', kty: 'OKP', x });
  const kid = createHash('sha256').update(thumbprint).digest('base64url');
  return { kty: 'OKP', crv: 'Ed25519', kid, x, d };
}

/** The same set with a new key first; earlier keys keep only their public part. */
export function rotateKeys(current: ReceiptKeySet | null, now: Date): { keys: ReceiptKey[] } {
  const [before, ...retired] = current?.published ?? [];
  const former = before === undefined ? [] : [{ ...before, retired_at: now.toISOString() }];
  return { keys: [makeSigningKey(), ...former, ...retired] };
}
