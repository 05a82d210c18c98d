// Metrics set-up: enabled once at start by the environment, invisible to the rest of the process.
import { createServer, type Server } from 'node:http';
import { getDatabase } from '@/db/client';
import { clock } from '../clock';
import { type Env, getEnv } from '../env';
import { log } from '../log';
import { setMetricsSink } from './sink';
import { isAllowed } from './token';

type Settings = Pick<Env, 'METRICS_PORT' | 'METRICS_HOST' | 'METRICS_TOKEN'>;

export interface Figures {
  contentType: string;
  text(): Promise<string>;
}

/** The path of the metrics on their separate port. */
const OWN_PATH = '/metrics';

/** Kept on the process: Next loads this module once for pages and once for what runs beside them. */
const holder = globalThis as typeof globalThis & { accordFigures?: Figures };

/** Null where metrics are disabled. */
export function getFigures(): Figures | null {
  return holder.accordFigures ?? null;
}

/**
 * Loads nothing unless the environment has a port or a token for metrics.
 * @param apiPaths addresses of this process besides pages; read only if metrics are enabled
 */
export async function startMetrics(
  apiPaths: () => Promise<readonly string[]>,
  env: Settings = getEnv(),
): Promise<void> {
  if (env.METRICS_PORT === undefined && env.METRICS_TOKEN === undefined) return;
  if (holder.accordFigures !== undefined) return;
  const [{ createMeter }, { timeAnswers }, { createPatterns, readPages }, { createReadings }, paths] =
    await Promise.all([
      import('./meter'),
      import('./http'),
      import('./routes'),
      import('./readings'),
      apiPaths(),
    ]);
  const meter = createMeter();
  const read = createReadings(
    () => getDatabase().db,
    () => clock.now(),
  );
  setMetricsSink(meter.recordMetric);
  timeAnswers(meter, createPatterns(await readPages(), [...paths, OWN_PATH]));
  const figures = { contentType: meter.contentType, text: async () => meter.text(await read()) };
  holder.accordFigures = figures;
  if (env.METRICS_PORT !== undefined) await listen(figures, env);
}

/** A separate port, for a private network. If the port is taken, the service runs without metrics. */
async function listen(figures: Figures, env: Settings): Promise<void> {
  const server = createFigureServer(figures, env.METRICS_TOKEN);
  await new Promise<void>((resolve) => {
    server.once('error', (error) => {
      log().error({ event: 'metrics', status: 'not-listening', problem: error.message });
      resolve();
    });
    server.listen(env.METRICS_PORT, env.METRICS_HOST, () => {
      log().info({ event: 'metrics', status: 'listening', port: env.METRICS_PORT });
      resolve();
    });
  });
  // A process without other work may end.
  server.unref();
}

/** @param token required here too, if there is one */
export function createFigureServer(figures: Figures, token: string | undefined): Server {
  return createServer((request, response) => {
    if (request.url !== OWN_PATH || request.method !== 'GET') {
      response.writeHead(404).end();
      return;
    }
    if (token !== undefined && !isAllowed(request.headers.authorization, token)) {
      response.writeHead(401, { 'www-authenticate': 'Bearer' }).end();
      return;
    }
    figures.text().then(
      (text) => response.writeHead(200, { 'content-type': figures.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
}
