// HTTP API outside pages: health, webhooks from Codat, CSP reports. Runs inside Next or as a server of its own.
import { Hono } from 'hono';
import type { Logger } from 'pino';
import { type Database, getDatabase } from '@/db/client';
import { countPendingMigrations } from '@/db/pending-migrations';
import { pingDatabase } from '@/db/queries/health';
import type { Heard } from '../codat/answer-watch';
import type { Codat } from '../codat/client';
import { pingCodat } from '../codat/companies';
import { getAnswerWatch, getCodat, getQuotaWatch, getWebhookReader } from '../codat/process';
import type { ReadWebhook } from '../codat/webhook';
import { Upstream } from '../errors';
import { machineClock, machineMs } from '../runtime/clock';
import { getEnv } from '../runtime/env';
import { isDraining } from '../runtime/graceful-shutdown';
import { log } from '../runtime/log';
import { getFigures } from '../runtime/metrics/process';
import { getLimiter } from '../security/rate-limit';
import type { Limiter } from '../security/rate-limiter';
import type { LimitName } from '../security/rate-limits';
import { readRequestId } from '../security/request-id';
import { createCodatProbe } from './codat-probe';
import { createCspReports } from './csp-report';
import { metricsRoutes } from './metrics';
import { limited } from './rate-limit';
import { webhookRoutes } from './webhooks';

interface Tools {
  database: () => Database;
  codat: () => Codat;
  /** Null if no signing secret is configured. */
  readWebhook: () => ReadWebhook | null;
  logger: () => Pick<Logger, 'info' | 'warn' | 'error'>;
  /** The process's own when absent: pages and API then share their counters. */
  limiter?: () => Limiter<LimitName>;
  /** Number of trusted proxies; as configured when absent. */
  hops?: number;
  /** Codat's latest answer to this process; the process's own record when absent. */
  heard?: () => Heard | null;
}

const OWN: Tools = { database: getDatabase, codat: getCodat, readWebhook: getWebhookReader, logger: log };

export function createApi(tools: Tools = OWN): Hono {
  const api = new Hono().basePath('/api');
  const reachesCodat = createCodatProbe({
    db: () => tools.database().db,
    ask: () => reaches(tools.codat()),
    heard: tools.heard ?? (() => getAnswerWatch().last()),
    quota: () => getQuotaWatch().last(machineClock.now()),
    now: machineMs,
  });

  // Before the middleware of all other routes: Codat's bursts take the shortest path, with a request id of their own.
  api.route('/webhooks', webhookRoutes(tools));

  api.use(async (c, next) => {
    const requestId = readRequestId(c.req.header('x-request-id') ?? null) ?? crypto.randomUUID();
    c.header('x-request-id', requestId);
    // Not `inRequest`: using it once slows down every promise of the process, and webhooks make many.
    await next();
    if (c.error === undefined) return;
    const problem = c.error.name;
    tools.logger().error({ event: 'api', status: 'failed', path: c.req.routePath, problem, requestId });
  });

  /** Liveness: the process answers. Says nothing about its dependencies. */
  api.get('/health/live', (c) => c.json({ status: 'ok' }));

  /** 200 when pages can be served: `degraded` without Codat; 503 `down` without the database or its migrations, `stopping` at the end. */
  api.get('/health/ready', async (c) => {
    if (isDraining()) return c.json({ status: 'stopping' }, 503);
    const checks = { database: 'ok', migrations: 'ok', codat: 'ok' };
    try {
      const { db } = tools.database();
      await pingDatabase(db);
      if ((await countPendingMigrations(db)) > 0) checks.migrations = 'pending';
    } catch {
      checks.database = 'unreachable';
      checks.migrations = 'unknown';
    }
    // Without the database a process cannot see the results of others, and not every process may call Codat.
    if (checks.database !== 'ok' || checks.migrations !== 'ok') checks.codat = 'unknown';
    else if (!(await reachesCodat())) checks.codat = 'unreachable';
    const down = checks.database !== 'ok' || checks.migrations !== 'ok';
    const status = down ? 'down' : checks.codat === 'ok' ? 'ok' : 'degraded';
    return c.json({ status, checks }, down ? 503 : 200);
  });

  api.use('/csp-report', limited('csp-report', tools.limiter ?? getLimiter, tools.hops));
  api.route('/csp-report', createCspReports({ write: (line) => tools.logger().warn(line), now: machineMs }));

  api.route('/metrics', metricsRoutes({ figures: getFigures, token: () => getEnv().METRICS_TOKEN }));

  api.onError((_error, c) => c.json({ error: 'failed' }, 500));
  api.notFound((c) => c.json({ error: 'not-found' }, 404));
  return api;
}

async function reaches(codat: Codat): Promise<boolean> {
  try {
    await pingCodat(codat);
    return true;
  } catch (error) {
    if (error instanceof Upstream) return false;
    throw error;
  }
}
