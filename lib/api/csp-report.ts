// CSP report endpoint: one short log line for each violation, and nothing stored.
import { Hono } from 'hono';
import { MINUTE_MS } from '../domain/text/duration';
import { jsonOrNull } from '../domain/text/json';
import { readReport, type Violation } from '../security/csp-report';
import { BODY_STATUS, readBody } from './read-body';

/** Bytes. A report is about one kilobyte, a bundle of them a few. */
const MAX_BODY = 16 * 1024;
/** Milliseconds. A browser sends a report in one piece. */
const MAX_BODY_MS = 10_000;
/** Any client can send reports: the process logs this many a minute, and only counts the others. */
const MOST_LINES = 30;

interface Parts {
  write: (line: object) => void;
  /** Milliseconds. */
  now: () => number;
}

export function createCspReports(parts: Parts, maxBodyMs = MAX_BODY_MS): Hono {
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

  /** 204 for a report, 413 for one too large, 408 for one too slow, 400 for anything else. */
  reports.post('/', async (c) => {
    const body = await readBody(c.req.raw, { maxBytes: MAX_BODY, maxMs: maxBodyMs });
    if (!body.ok) return c.json({ error: body.problem }, BODY_STATUS[body.problem]);
    const violations = readReport(jsonOrNull(new TextDecoder().decode(body.raw)));
    if (violations === null) return c.json({ error: 'no-report' }, 400);
    for (const violation of violations) tell(violation);
    return c.body(null, 204);
  });
  return reports;
}
