// Webhook signature check (Standard Webhooks): HMAC-SHA256 over the raw bytes, compared in constant time.
import { createHmac, timingSafeEqual } from 'node:crypto';

/** The three headers of one message, as they arrived. */
export interface SignedWebhook {
  id: string;
  timestamp: string;
  signature: string;
}

/** Seconds, either way (Standard Webhooks; Codat's libraries use the same). */
export const TOLERANCE_S = 5 * 60;
/** A message with more signatures than a change of secrets needs would only cost time. */
const MOST_SIGNATURES = 16;
/** Digits only: `parseInt` also accepts texts that were never signed. */
const SECONDS = /^\d{1,12}$/;
/** 32 bytes. */
const SHA256_BASE64 = /^[A-Za-z0-9+/]{43}=$/;

/** Null when one of the three is missing. Each naming family is complete by itself: headers of the two are not mixed. */
export function codatSignedHeaders(headers: Pick<Headers, 'get'>): SignedWebhook | null {
  for (const family of ['webhook', 'svix']) {
    const [id, timestamp, signature] = ['id', 'timestamp', 'signature'].map((name) =>
      headers.get(`${family}-${name}`),
    );
    if (id && timestamp && signature) return { id, timestamp, signature };
  }
  return null;
}

/** @param secret `whsec_…`; the rest is the key in base64 */
export function keyOf(secret: string): Buffer {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  if (key.length === 0) throw new Error('The signing secret of the webhooks is empty.');
  return key;
}

/** By the machine's clock. @param nowMs milliseconds */
export function isFresh({ timestamp }: SignedWebhook, nowMs: number): boolean {
  return SECONDS.test(timestamp) && Math.abs(Math.floor(nowMs / 1000) - Number(timestamp)) <= TOLERANCE_S;
}

/**
 * Every key is tried with every signature, even after a match, so that the duration reveals nothing.
 * Signatures of other schemes (`v1a`, `v2`) are skipped.
 */
export function isSigned(raw: Uint8Array, signed: SignedWebhook, keys: readonly Buffer[]): boolean {
  const given = signed.signature
    .split(' ', MOST_SIGNATURES)
    .map((each) => each.replace(/,$/, '').split(','))
    .flatMap(([scheme, value = '', ...more]) =>
      scheme === 'v1' && more.length === 0 && SHA256_BASE64.test(value) ? [Buffer.from(value, 'base64')] : [],
    );
  let fits = false;
  for (const key of keys) {
    const expected = createHmac('sha256', key)
      .update(`${signed.id}.${signed.timestamp}.`)
      .update(raw)
      .digest();
    for (const one of given) fits = timingSafeEqual(one, expected) || fits;
  }
  return fits;
}
