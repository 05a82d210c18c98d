// Error summary for a log line or a failed job: without secrets, in one short text.
import { Upstream } from '../errors';

const LONGEST = 300;

/** One short text; for a failed statement neither its SQL nor its values, which may be personal data. */
export function problemOf(error: unknown): string {
  if (error instanceof Upstream) {
    const parts = [error.message, error.status ?? 'no answer', error.correlationId ?? ''];
    return parts.filter((part) => part !== '').join(' ');
  }
  if (!(error instanceof Error)) return 'unknown';
  if (!('params' in error)) return `${error.name}: ${error.message}`.slice(0, LONGEST);
  return error.cause instanceof Error ? problemOf(error.cause) : error.name;
}
