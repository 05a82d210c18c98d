// Event signature: a key outside the database vouches for an event's hash, and through `prev_hash` for all before it.
import { sha256 } from '../crypto/sha256';
import { checkAs, signAs } from '../receipt/key-signature';
import type { ReceiptKey } from '../receipt/receipt-check';
import type { ReceiptKeySet, SigningKey } from '../receipt/receipt-keys';

export interface SignedEvent {
  hash: string;
  /** Base64url. */
  signature: string;
  keyId: string;
  /** ISO 8601: a retired key vouches for no later event. */
  at: string;
}

/** @param hash of the event @returns base64url */
export const signEvent = (hash: string, key: SigningKey): string => signAs('accord consent event', hash, key);

/** One digest of an event and who signed it: what has the same one was signed as it was then. */
export const fingerprintOf = ({ hash, signature, keyId }: Omit<SignedEvent, 'at'>): string =>
  sha256(`${hash} ${signature} ${keyId}`);

export type SignatureCheck = (event: SignedEvent) => boolean;

/** @param keys all that ever signed */
export function signatureCheck(keys: readonly ReceiptKey[]): SignatureCheck {
  const check = checkAs('accord consent event', keys);
  return ({ hash: text, signature, keyId, at }) => check({ text, signature, keyId, at }) === 'genuine';
}

/** Importing a key costs as much as a verification. */
const checks = new WeakMap<ReceiptKeySet, SignatureCheck>();

/**
 * Remembers signatures that were genuine: whether one is depends on what is signed and on the keys alone, and the newest
 * event of a business is checked for each question about it.
 * @param keys of this site
 */
export function signaturesBy(keys: ReceiptKeySet): SignatureCheck {
  const check = checks.get(keys) ?? remembering(signatureCheck(keys.published));
  checks.set(keys, check);
  return check;
}

/** Some 5 MB; the oldest is forgotten first. */
const MOST_REMEMBERED = 20_000;

function remembering(check: SignatureCheck): SignatureCheck {
  const genuine = new Set<string>();
  return (event) => {
    const { hash, signature, keyId, at } = event;
    const all = JSON.stringify([hash, signature, keyId, at]);
    if (genuine.has(all)) return true;
    if (!check(event)) return false;
    genuine.add(all);
    const [oldest] = genuine;
    if (genuine.size > MOST_REMEMBERED && oldest !== undefined) genuine.delete(oldest);
    return true;
  };
}
