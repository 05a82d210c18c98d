// Validation of request ids from outside, before they enter logs, jobs and the ledger.

/** The id if it is short and plain, so that it can neither split a log line nor fill one; else null. */
export function readRequestId(value: string | null): string | null {
  return value !== null && /^[A-Za-z0-9][A-Za-z0-9_-]{7,63}$/.test(value) ? value : null;
}

/** The id of a request: its own if it is acceptable, else a new one. The proxy sets one for pages, but not for routes. */
export function requestIdFrom(headers: { get(name: string): string | null }): string {
  return readRequestId(headers.get('x-request-id')) ?? crypto.randomUUID();
}
