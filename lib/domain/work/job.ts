// Retry policy of jobs: exponential backoff with jitter, never earlier than the other side asked for.

/** `dead`: retried no more; an operator decides about it. */
export type JobState = 'waiting' | 'done' | 'dead';

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 15 * 60 * 1000;
/** With the waits above: about a day and a half of an outage at Codat. */
export const MAX_ATTEMPTS = 150;

/**
 * Exponential backoff with jitter: milliseconds until the next attempt.
 * @param attempts made so far, at least 1
 * @param random from 0 to 1: workers that failed together must not retry together
 * @param askedToWaitMs the minimum wait that the other side asked for
 */
export function waitAfter(attempts: number, random: number, askedToWaitMs = 0): number {
  const doubled = FIRST_WAIT_MS * 2 ** Math.min(attempts - 1, 20);
  const wait = Math.min(doubled, LONGEST_WAIT_MS);
  return Math.max(Math.round(wait * (0.5 + random / 2)), askedToWaitMs);
}
