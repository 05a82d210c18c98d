// Derived token of a delegated link: computed from its id and the site's secret, so that no store holds it.

import { createHmac } from 'node:crypto';
import { sha256 } from '../domain/crypto/sha256';

/** 256 bits. The database alone is not enough to compute one. */
export function shareToken(secret: string, shareId: string): string {
  return createHmac('sha256', secret).update(`share:${shareId}`).digest('base64url');
}

/** The stored hash of a token; null for a malformed one. */
export function shareTokenHash(token: string): string | null {
  return /^[A-Za-z0-9_-]{43}$/.test(token) ? sha256(token) : null;
}
