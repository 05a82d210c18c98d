// Owns whether Codat can be reached, for probes that come every few seconds and must be quick.
import { setTimeout as sleep } from 'node:timers/promises';

/** Codat counts every call against a daily limit: probes share one answer for so long. */
const SHARED_MS = 60_000;
/** A Codat that takes longer than this is told as out of reach, until it has answered. */
const PATIENCE_MS = 800;

/**
 * @param ask one call; what it throws is thrown by the probe
 * @param now milliseconds
 */
export function createCodatProbe(ask: () => Promise<boolean>, now: () => number): () => Promise<boolean> {
  let last: { at: number; answer: Promise<boolean> } | null = null;
  return () => {
    if (last === null || now() - last.at > SHARED_MS) {
      last = { at: now(), answer: ask() };
      // What failed without an answer is asked anew.
      last.answer.catch(() => {
        last = null;
      });
    }
    const left = Math.max(0, last.at + PATIENCE_MS - now());
    return Promise.race([last.answer, sleep(left, false)]);
  };
}
