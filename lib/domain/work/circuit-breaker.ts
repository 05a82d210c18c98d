// Circuit breaker with a concurrency limit: opens after a failure; half-open, it lets one probe through. Pure.

/** This process's state of one subscriber. Times are milliseconds of the machine. */
export interface CircuitBreaker {
  /** Consecutive failures; a success resets them. */
  failures: number;
  heldUntil: number;
  inFlight: number;
}

export const NO_CALLS: CircuitBreaker = { failures: 0, heldUntil: 0, inFlight: 0 };

/** Of a worker's eight slots: two always stay free for others. */
const MOST_IN_FLIGHT = 6;
const FIRST_HOLD_MS = 1_000;
const LONGEST_HOLD_MS = 5 * 60_000;
/** A subscriber that asks for a longer wait is tried again after this time. */
export const LONGEST_WAIT_ASKED_MS = 60 * 60_000;

export function canCall(breaker: CircuitBreaker, nowMs: number): boolean {
  return nowMs >= breaker.heldUntil && breaker.inFlight < (breaker.failures === 0 ? MOST_IN_FLIGHT : 1);
}

export function onStart(breaker: CircuitBreaker): CircuitBreaker {
  return { ...breaker, inFlight: breaker.inFlight + 1 };
}

/** @param askedToWaitMs the wait that the subscriber asked for; 0 for none */
export function onEnd(
  breaker: CircuitBreaker,
  isAcknowledged: boolean,
  nowMs: number,
  askedToWaitMs = 0,
): CircuitBreaker {
  const inFlight = Math.max(0, breaker.inFlight - 1);
  if (isAcknowledged) return { failures: 0, heldUntil: 0, inFlight };
  const hold = Math.min(FIRST_HOLD_MS * 2 ** Math.min(breaker.failures, 20), LONGEST_HOLD_MS);
  const wait = Math.max(hold, Math.min(askedToWaitMs, LONGEST_WAIT_ASKED_MS));
  return { failures: breaker.failures + 1, heldUntil: Math.max(breaker.heldUntil, nowMs + wait), inFlight };
}

/** After this time a failed attempt is the last one, until an operator retries it. */
const PATIENCE_MS = 3 * 24 * 60 * 60_000;
/** But not before this many attempts: a backlog that waited long does not become dead at the first failure. */
const FEWEST_ATTEMPTS = 8;

/** @param waitedMs since it was enqueued */
export function isDeadLetter(attempts: number, waitedMs: number): boolean {
  return attempts >= FEWEST_ATTEMPTS && waitedMs >= PATIENCE_MS;
}
