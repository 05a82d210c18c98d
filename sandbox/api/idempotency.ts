// Owns Idempotency-Key: the first answer of a POST or PATCH is kept for 90 minutes and given again.
import type { Clock } from '../clock';
import { byStatus, notValid } from '../wire/errors';

const KEPT_MS = 90 * 60 * 1000;

interface Kept {
  fingerprint: string;
  expiresAt: number;
  /** Absent while the first call still runs. */
  answer?: { status: number; headers: [string, string][]; body: string };
}

export interface Idempotency {
  run(key: string, fingerprint: string, work: () => Promise<Response>): Promise<Response>;
  clear(): void;
}

function replay({ status, headers, body }: NonNullable<Kept['answer']>): Response {
  // 204 may not have a body, not even an empty one.
  return new Response(body === '' ? null : body, { status, headers });
}

export function createIdempotency(clock: Clock): Idempotency {
  const kept = new Map<string, Kept>();

  function sweep(now: number): void {
    // Insertion order is age order, so the first living one ends the search.
    for (const [key, { expiresAt }] of kept) {
      if (expiresAt > now) return;
      kept.delete(key);
    }
  }

  return {
    async run(key, fingerprint, work) {
      if (key.length > 255 || key.includes(',')) throw notValid('Idempotency-Key', 'Send one key.');
      sweep(clock.now());
      const known = kept.get(key);
      if (known) {
        if (known.fingerprint !== fingerprint) throw byStatus(422);
        if (!known.answer) throw byStatus(409);
        return replay(known.answer);
      }
      const entry: Kept = { fingerprint, expiresAt: clock.now() + KEPT_MS };
      kept.set(key, entry);
      try {
        const response = await work();
        const body = await response.clone().text();
        // Being told to slow down is no answer to the question: the key is free again.
        if (response.status === 429) kept.delete(key);
        else entry.answer = { status: response.status, headers: [...response.headers], body };
        return response;
      } catch (error) {
        kept.delete(key);
        throw error;
      }
    },
    clear: () => kept.clear(),
  };
}
