// Owns how much of our strength one subscriber may take: many at once while it answers, one at a time and ever more rarely while it does not. Pure.

/** What this process knows of one subscriber. Times are milliseconds of the machine. */
export interface Gate {
  /** In a row; an acknowledgement ends it. */
  failures: number;
  heldUntil: number;
  inFlight: number;
}

export const OPEN: Gate = { failures: 0, heldUntil: 0, inFlight: 0 };

/** Of a worker's eight hands: two are always left to others. */
const MOST_IN_FLIGHT = 6;
const FIRST_HOLD_MS = 1_000;
const LONGEST_HOLD_MS = 5 * 60_000;
/** A subscriber that asks for longer is asked again after this all the same. */
export const LONGEST_WAIT_ASKED_MS = 60 * 60_000;

export function mayBegin(gate: Gate, nowMs: number): boolean {
  return nowMs >= gate.heldUntil && gate.inFlight < (gate.failures === 0 ? MOST_IN_FLIGHT : 1);
}

export function begun(gate: Gate): Gate {
  return { ...gate, inFlight: gate.inFlight + 1 };
}

/** @param askedToWaitMs what the subscriber asked for; 0 when nothing */
export function ended(gate: Gate, isAcknowledged: boolean, nowMs: number, askedToWaitMs = 0): Gate {
  const inFlight = Math.max(0, gate.inFlight - 1);
  if (isAcknowledged) return { failures: 0, heldUntil: 0, inFlight };
  const hold = Math.min(FIRST_HOLD_MS * 2 ** Math.min(gate.failures, 20), LONGEST_HOLD_MS);
  const wait = Math.max(hold, Math.min(askedToWaitMs, LONGEST_WAIT_ASKED_MS));
  return { failures: gate.failures + 1, heldUntil: Math.max(gate.heldUntil, nowMs + wait), inFlight };
}

/** From here on a failed attempt is the last one, unless somebody asks for more. */
const PATIENCE_MS = 3 * 24 * 60 * 60_000;
/** And so many were made: a backlog that has waited for long is not given up at the first failure. */
const FEWEST_ATTEMPTS = 8;

/** @param waitedMs since it is owed */
export function isGivenUp(attempts: number, waitedMs: number): boolean {
  return attempts >= FEWEST_ATTEMPTS && waitedMs >= PATIENCE_MS;
}
