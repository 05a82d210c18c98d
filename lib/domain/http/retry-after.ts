// Parser of `Retry-After`: a number of seconds or a date (RFC 9110). Pure.

/**
 * @param nowMs the machine's time, since a date in the header is by a machine's clock
 * @returns milliseconds, never negative; null for a missing or unreadable header
 */
export function readRetryAfter(value: string | null | undefined, nowMs: number): number | null {
  if (!value) return null;
  const waitMs = /^\d{1,9}$/.test(value) ? Number(value) * 1000 : Date.parse(value) - nowMs;
  return Number.isFinite(waitMs) ? Math.max(0, waitMs) : null;
}
