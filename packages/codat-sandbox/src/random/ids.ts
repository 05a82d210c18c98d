// Identifiers: random ones, and ones derived from a seed.
import { createHash, randomBytes, randomInt } from 'node:crypto';

function digest(seed: string): Buffer {
  return createHash('sha256').update(seed).digest();
}

/** The same GUID for the same seed, so that catalogue ids survive a restart. */
export function guidFrom(seed: string): string {
  const hex = digest(seed).toString('hex');
  // Version 4 and variant bits, so that strict validators accept it.
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** A whole number from 0 to `below` - 1, the same for the same seed. */
export function numberFrom(seed: string, below: number): number {
  return digest(seed).readUInt32BE(0) % below;
}

export function tokenFrom(seed: string, encoding: 'hex' | 'base64' | 'base64url' = 'base64url'): string {
  return digest(seed).toString(encoding);
}

export function randomHex(bytes = 16): string {
  return randomBytes(bytes).toString('hex');
}

/** Six digits, leading zeros allowed. */
export function randomSixDigits(): string {
  return String(randomInt(0, 1_000_000)).padStart(6, '0');
}

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isGuid(text: string): boolean {
  return GUID.test(text);
}
