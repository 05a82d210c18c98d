// Owns who may read the figures over the public door: whoever has the token, compared in a time that tells nothing of it.
import { createHash, timingSafeEqual } from 'node:crypto';

const digest = (text: string) => createHash('sha256').update(text).digest();

/** @param header `Authorization`, as it came */
export function isAllowed(header: string | null | undefined, token: string): boolean {
  const given = /^Bearer (.+)$/i.exec(header ?? '')?.[1] ?? '';
  // Digests have one length, whatever was sent.
  return timingSafeEqual(digest(given), digest(token)) && given !== '';
}
