// Metrics endpoint behind a token, for hosts without a second port. Without a configured token it answers 404.
import { Hono } from 'hono';
import type { Figures } from '../runtime/metrics/process';
import { isAllowed } from '../runtime/metrics/token';

interface Tools {
  /** Null where metrics are disabled. */
  figures: () => Figures | null;
  token: () => string | undefined;
}

export function metricsRoutes({ figures, token }: Tools): Hono {
  const routes = new Hono();
  routes.get('/', async (c) => {
    const [wanted, own] = [token(), figures()];
    if (wanted === undefined || own === null) return c.json({ error: 'not-found' }, 404);
    if (!isAllowed(c.req.header('authorization'), wanted)) {
      return c.json({ error: 'unauthorized' }, 401, { 'www-authenticate': 'Bearer' });
    }
    return c.body(await own.text(), 200, { 'content-type': own.contentType, 'cache-control': 'no-store' });
  });
  return routes;
}
