// Owns which request ids from outside may enter our logs. Pure.

/** The id when it is short and plain, so that it can neither split a log line nor fill one; else null. */
export function readRequestId(value: string | null): string | null {
  return value !== null && /^[A-Za-z0-9][A-Za-z0-9_-]{7,63}$/.test(value) ? value : null;
}
