// Magic-link token: derived from a seed and the site's secret, so that no store holds it. Pure.
import { createHmac } from 'node:crypto';

/** How long a link can be used, in milliseconds. */
export const SIGN_IN_LINK_MS = 15 * 60 * 1000;

/** @returns 43 characters, base64url; the database alone is not enough to compute them */
export function signInToken(secret: string, seed: string): string {
  return createHmac('sha256', secret).update(`sign-in-link:${seed}`).digest('base64url');
}

/** Null for a text that cannot be a token. */
export function readSignInToken(value: unknown): string | null {
  return typeof value === 'string' && /^[\w-]{43}$/.test(value) ? value : null;
}

/** One form for all spellings of the same address. */
export function foldAddress(text: string): string {
  return text.normalize('NFC').trim().toLowerCase();
}
