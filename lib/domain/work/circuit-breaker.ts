// Circuit breaker with a concurrency limit: opens after a failure, half-open lets one probe through. Pure.

/** What this process knows of one subscriber. Times are milliseconds of the machine. */
export interface CircuitBreaker {
  /** In a row; an acknowledgement ends it. */
  failures: number;
  heldUntil: number;
  inFlight: number;
}

export const NO_CALLS: CircuitBreaker = { failures: 0, heldUntil: 0, inFlight: 0 };

/** Of a worker's eight hands: two are always left to others. */
const MOST_IN_FLIGHT = 6;
const FIRST_HOLD_MS = 1_000;
const LONGEST_HOLD_MS = 5 * 60_000;
/** A subscriber that asks for longer is asked again after this all the same. */
export const LONGEST_WAIT_ASKED_MS = 60 * 60_000;

export function canCall(breaker: CircuitBreaker, nowMs: number): boolean {
  return nowMs >= breaker.heldUntil && breaker.inFlight < (breaker.failures === 0 ? MOST_IN_FLIGHT : 1);
}

export function onStart(breaker: CircuitBreaker): CircuitBreaker {
  return { ...breaker, inFlight: breaker.inFlight + 1 };
}

/** @param askedToWaitMs what the subscriber asked for; 0 when nothing */
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

/** From here on a failed attempt is the last one, until an operator retries it. */
const PATIENCE_MS = 3 * 24 * 60 * 60_000;
/** And at least so many were made: a backlog that waited long does not die at the first failure. */
const FEWEST_ATTEMPTS = 8;

/** @param waitedMs since it was enqueued */
export function isDeadLetter(attempts: number, waitedMs: number): boolean {
  return attempts >= FEWEST_ATTEMPTS && waitedMs >= PATIENCE_MS;
}
