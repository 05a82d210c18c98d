// Owns the address where browsers report what the policy refused: one short line in the log each, and nothing kept.
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { readReport, type Violation } from '../security/csp-report';

/** Bytes. A report is about one kilobyte, a bundle of them a few. */
const MAX_BODY = 16 * 1024;
/** Anybody can send reports: so many lines a minute for the whole process, the rest is only counted. */
const MOST_LINES = 30;
const MINUTE_MS = 60_000;

interface Parts {
  write: (line: object) => void;
  /** Milliseconds. */
  now: () => number;
}

export function createCspReports(parts: Parts): Hono {
  const reports = new Hono();
  let since = parts.now();
  let seen = 0;

  function tell(violation: Violation): void {
    if (parts.now() - since >= MINUTE_MS) {
      if (seen > MOST_LINES) parts.write({ event: 'csp.more', count: seen - MOST_LINES });
      since = parts.now();
      seen = 0;
    }
    seen += 1;
    if (seen <= MOST_LINES) parts.write({ event: 'csp.violation', ...violation });
  }

  /** 204 for a report, 400 for anything else, 413 for what is too large. */
  reports.post(
    '/',
    bodyLimit({ maxSize: MAX_BODY, onError: (c) => c.json({ error: 'too-large' }, 413) }),
    async (c) => {
      const violations = readReport(await c.req.json().catch(() => null));
      if (violations === null) return c.json({ error: 'no-report' }, 400);
      for (const violation of violations) tell(violation);
      return c.body(null, 204);
    },
  );
  return reports;
}
