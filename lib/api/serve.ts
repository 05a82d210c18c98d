// Stand-alone API server: the API's routes without Next, 404 for pages, graceful shutdown.
import type { Server } from 'node:http';
import { Server as NetServer } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';

/** Milliseconds. Longer than load balancers keep a connection, so that they close it first. */
const KEEP_ALIVE = 75_000;
/** Milliseconds for a whole request: the largest is 256 KB, and Codat times out after 15 seconds. */
const REQUEST = 20_000;
const HEADERS = 10_000;
/** Milliseconds for a request that is already on its way over a newly accepted connection. */
const ON_THE_WAY = 500;

/** Routes below `/api` that need a session, which only Next can read. */
export const NEXT_ONLY: readonly string[] = ['auth', 'demo', 'reads', 'uploads'];

/** The same routes as in Next, without Next. @param routes to serve */
export function createStandAlone(...routes: Hono[]): Hono {
  const app = new Hono();
  for (const each of routes) app.route('/', each);
  app.notFound((c) =>
    c.json(
      isOfNext(c.req.path)
        ? { error: 'not-here', message: 'Pages and sign-in are served by the web process (npm start).' }
        : { error: 'not-found' },
      404,
    ),
  );
  app.onError((_error, c) => c.json({ error: 'failed' }, 500));
  return app;
}

function isOfNext(path: string): boolean {
  const [, room = '', first = ''] = path.split('/');
  return room === 'api' ? NEXT_ONLY.includes(first) : !['access', 'v1'].includes(room);
}

/** @returns once it listens. @throws when it cannot, for example because the port is taken */
export async function serveAlone(
  app: Hono,
  { port, hostname }: { port: number; hostname?: string },
): Promise<Server> {
  // The gate drains refused bodies (`gateRequests`): the adaptor would cut them after half a second.
  // With the adaptor's light `Request` and `Response` for this process only: an answer takes half the time.
  const server = createAdaptorServer({ fetch: app.fetch, autoCleanupIncoming: false }) as Server;
  server.keepAliveTimeout = KEEP_ALIVE;
  server.requestTimeout = REQUEST;
  server.headersTimeout = HEADERS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, ...(hostname === undefined ? {} : { host: hostname }) }, resolve);
  });
  return server;
}

/**
 * Accepts no more connections and waits for open requests. By now every connection in use has ended with
 * an answer (`closeKeepAlive`), so the remaining ones are idle.
 * @param patienceMs requests that take longer are cut
 */
export async function endServer(server: Server, patienceMs: number): Promise<void> {
  const late = setTimeout(() => server.closeAllConnections(), patienceMs);
  const idle = setTimeout(() => server.closeIdleConnections(), ON_THE_WAY);
  await new Promise<void>((resolve) => {
    // `close` of `node:http` cuts idle connections at once, and with them requests that are still on their way.
    NetServer.prototype.close.call(server, () => resolve());
  });
  clearTimeout(idle);
  clearTimeout(late);
}
