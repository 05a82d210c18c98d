// Polling back-off: Codat is polled often while reading progresses, and ever more rarely while it does not.
import { MINUTE_MS } from '../text/duration';

const SECOND_MS = 1000;

const SOONEST_MS = 2 * SECOND_MS;
const SLOWEST_MS = MINUTE_MS;
const FAILED_MS = 10 * SECOND_MS;

/**
 * Milliseconds until Codat is polled again for one business, however many people and pages wait for it. Ten minutes
 * without progress cost fewer than 50 calls, and every further hour 60.
 * @param stillForMs time since the last progress
 */
export function waitAfterPoll(stillForMs: number): number {
  return Math.min(Math.max(stillForMs / 10, SOONEST_MS), SLOWEST_MS);
}

/** After a poll that Codat did not answer. @param askedToWaitMs the minimum wait */
export function waitAfterFailure(askedToWaitMs: number): number {
  return Math.max(FAILED_MS, askedToWaitMs);
}

/** Minutes of business time after connecting, or after the previous poll, for the first day. */
const FOLLOW_MINUTES = [1, 2, 5, 15, 60, 180, 480, 720] as const;

/**
 * Reading is polled without an open page or a webhook too, so that the letter is sent.
 * @param look number of polls since connecting
 * @returns milliseconds until the next one; null after the last
 */
export function waitBeforeFollowUp(look: number): number | null {
  const minutes = FOLLOW_MINUTES[look];
  return minutes === undefined ? null : minutes * MINUTE_MS;
}
