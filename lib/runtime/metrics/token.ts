// Bearer token check of the metrics endpoint, in constant time.
import { createHash, timingSafeEqual } from 'node:crypto';

const digest = (text: string) => createHash('sha256').update(text).digest();

/** @param header `Authorization`, as received */
export function isAllowed(header: string | null | undefined, token: string): boolean {
  const given = /^Bearer (.+)$/i.exec(header ?? '')?.[1] ?? '';
  // Digests have equal lengths, whatever the client sent.
  return timingSafeEqual(digest(given), digest(token)) && given !== '';
}
