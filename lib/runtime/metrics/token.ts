// Bearer token check of the metrics endpoint, in constant time.
import { createHash, timingSafeEqual } from 'node:crypto';

const digest = (text: string) => createHash('sha256').update(text).digest();

/** @param header `Authorization`, as it came */
export function isAllowed(header: string | null | undefined, token: string): boolean {
  const given = /^Bearer (.+)$/i.exec(header ?? '')?.[1] ?? '';
  // Digests have one length, whatever was sent.
  return timingSafeEqual(digest(given), digest(token)) && given !== '';
}
