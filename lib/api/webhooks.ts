// Owns the door for Codat's webhooks. No call to Codat is made here: it waits 15 seconds at most for an answer.
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Logger } from 'pino';
import type { Database } from '@/db/client';
import type { ReadWebhook } from '../codat/webhook';
import { readRequestId } from '../security/request-id';
import { receiveWebhook } from '../webhook/receive-webhook';

/** Bytes. Codat's largest event lists the data types of one read. */
const MAX_BODY = 256 * 1024;

const STATUS = { kept: 202, known: 200, forged: 401, unreadable: 400 } as const;

interface Tools {
  database: () => Database;
  /** Null where no secret is configured: then there is no such address. */
  readWebhook: () => ReadWebhook | null;
  logger: () => Pick<Logger, 'info'>;
}

export function webhookRoutes(tools: Tools): Hono {
  const routes = new Hono();
  routes.post(
    '/codat',
    bodyLimit({ maxSize: MAX_BODY, onError: (c) => c.json({ error: 'too-large' }, 413) }),
    async (c) => {
      const read = tools.readWebhook();
      if (read === null) return c.json({ error: 'not-found' }, 404);
      const requestId = readRequestId(c.req.header('x-request-id') ?? null) ?? crypto.randomUUID();
      const status = await receiveWebhook(
        { db: tools.database().db, read },
        { raw: await c.req.arrayBuffer(), headers: c.req.raw.headers, requestId },
      );
      // Neither body nor signature: whoever guesses learns nothing from the answer, nor we theirs from the log.
      tools.logger().info({ event: 'webhook', status, requestId });
      return c.json({ status }, STATUS[status]);
    },
  );
  return routes;
}
