// Webhook endpoint for Codat: verifies, stores, answers. It never calls Codat, which waits 15 seconds at most.
import { type Context, Hono } from 'hono';
import type { Logger } from 'pino';
import type { Database } from '@/db/client';
import type { ReadWebhook } from '../codat/webhook';
import { readRequestId } from '../security/request-id';
import { createInbox, receiveWebhook } from '../webhooks-in/inbox';
import { BODY_STATUS, readBody } from './read-body';

/** Bytes. Codat's largest event lists the data types of one read. */
const MAX_BODY = 256 * 1024;
/** Milliseconds. Codat itself times out after 15 seconds. */
const MAX_BODY_MS = 10_000;

const STATUS = { kept: 202, known: 200 } as const;

interface Tools {
  database: () => Database;
  /** Null if no secret is configured: the route then does not exist. */
  readWebhook: () => ReadWebhook | null;
  logger: () => Pick<Logger, 'info' | 'warn'>;
}

export function webhookRoutes(tools: Tools, maxBodyMs = MAX_BODY_MS): Hono {
  const routes = new Hono();
  const inbox = createInbox(() => tools.database().db);

  // No rate limit here: after an outage Codat sends the events of 28 hours in bursts, from few addresses, and drops one
  // after too many refusals. An unsigned message costs one hash, and a known one a single statement.
  routes.post('/codat', async (c) => {
    const read = tools.readWebhook();
    if (read === null) return c.json({ error: 'not-found' }, 404);
    const requestId = readRequestId(c.req.header('x-request-id') ?? null) ?? crypto.randomUUID();
    // The signature covers the raw bytes, so Codat never signs a compressed body.
    if (isPacked(c)) return refuse(c, 415, 'unsupported-encoding');
    const body = await readBody(c.req.raw, { maxBytes: MAX_BODY, maxMs: maxBodyMs });
    if (!body.ok) return refuse(c, BODY_STATUS[body.problem], body.problem);
    try {
      const status = await receiveWebhook(
        { inbox, read },
        { raw: body.raw, headers: c.req.raw.headers, requestId },
      );
      // Neither body nor signature is logged or returned: a guessing client learns nothing.
      tools.logger().info({ event: 'webhook', status, requestId });
      if (status === 'forged' || status === 'stale') return c.json({ error: 'unauthorized' }, 401);
      if (status === 'unreadable') return c.json({ error: status }, 400);
      // Codat reads only the status.
      return c.body(null, STATUS[status], { 'x-request-id': requestId, 'content-length': '0' });
    } catch (error) {
      // Nothing is stored, so Codat has to send it again, and will.
      const problem = error instanceof Error ? error.name : 'unknown';
      tools.logger().warn({ event: 'webhook', status: 'not-kept', requestId, problem });
      return c.json({ error: 'unavailable' }, 503, { 'retry-after': '5' });
    }
  });
  return routes;
}

function isPacked(c: Context): boolean {
  const encoding = c.req.header('content-encoding')?.trim().toLowerCase() ?? '';
  return encoding !== '' && encoding !== 'identity';
}

function refuse(c: Context, status: 400 | 408 | 413 | 415, error: string): Response {
  return c.json({ error }, status);
}
