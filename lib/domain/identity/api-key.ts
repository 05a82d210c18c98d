// API key with a checksum: shown once, kept as a hash; a typo is told from a wrong key before anybody is asked. Pure.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** What a key may be used for. */
export const SCOPES = ['decisions:read'] as const;
export type Scope = (typeof SCOPES)[number];

/** `test` names keys of a demo, so that people and scanners of leaked secrets tell them from those of an installation. */
export type KeyMode = 'live' | 'test';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ID_LENGTH = 8;
/** 43 letters of 62 are 256 bits. */
const SECRET_LENGTH = 43;
const CHECK_LENGTH = 6;
const SHAPE = new RegExp(
  `^acc_(live|test)_([0-9A-Za-z]{${ID_LENGTH}})_([0-9A-Za-z]{${SECRET_LENGTH}})_([0-9A-Za-z]{${CHECK_LENGTH}})$`,
);

/** CRC-32 (ISO-HDLC) of ASCII text. */
export function crc32(text: string): number {
  let crc = 0xff_ff_ff_ff;
  for (const byte of Buffer.from(text, 'ascii')) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xed_b8_83_20 : 0);
  }
  return ~crc >>> 0;
}

function base62(value: number): string {
  let text = '';
  for (let rest = value; text.length < CHECK_LENGTH; rest = Math.floor(rest / ALPHABET.length))
    text = ALPHABET[rest % ALPHABET.length] + text;
  return text;
}

function randomText(length: number): string {
  let text = '';
  while (text.length < length) {
    // Letters above the last whole multiple of 62 would make the first ones likelier.
    for (const byte of randomBytes(length))
      if (byte < 248 && text.length < length) text += ALPHABET[byte % 62];
  }
  return text;
}

export interface NewKey {
  id: string;
  /** To be shown once, and kept nowhere. */
  token: string;
  hash: string;
}

export function makeApiKey(mode: KeyMode): NewKey {
  const id = randomText(ID_LENGTH);
  const body = `acc_${mode}_${id}_${randomText(SECRET_LENGTH)}`;
  const token = `${body}_${base62(crc32(body))}`;
  return { id, token, hash: hashOfKey(token) };
}

/** SHA-256 in hexadecimal: a secret of 256 random bits needs nothing slower. */
export const hashOfKey = (token: string): string => createHash('sha256').update(token, 'utf8').digest('hex');

/** @returns null for what no key can look like */
export function readApiKey(token: string): { id: string; hash: string } | null {
  const parts = SHAPE.exec(token);
  if (parts === null) return null;
  const end = token.lastIndexOf('_');
  if (base62(crc32(token.slice(0, end))) !== token.slice(end + 1)) return null;
  return { id: parts[2] ?? '', hash: hashOfKey(token) };
}

/** A key as it is kept. */
export interface KeptKey {
  hash: string;
  expiresAt: Date;
  revokedAt: Date | null;
}

/** In a time that tells nothing of how much of it is right. */
export function opens(kept: KeptKey, shownHash: string, now: Date): boolean {
  const isSame = timingSafeEqual(Buffer.from(kept.hash, 'hex'), Buffer.from(shownHash, 'hex'));
  return isSame && now < kept.expiresAt && (kept.revokedAt === null || now < kept.revokedAt);
}

/** Null products: every one. */
export const mayAskAs = (key: { products: readonly string[] | null }, productId: string): boolean =>
  key.products === null || key.products.includes(productId);
