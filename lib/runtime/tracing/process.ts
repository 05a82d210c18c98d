// Tracing set-up: enabled once at start where the environment names a collector; otherwise nothing is loaded.
import { type Env, getEnv } from '../env';

type Settings = Pick<Env, 'OTEL_EXPORTER_OTLP_ENDPOINT' | 'OTEL_SERVICE_NAME'>;

export async function startTracing(env: Settings = getEnv()): Promise<void> {
  const endpoint = env.OTEL_EXPORTER_OTLP_ENDPOINT;
  if (endpoint === undefined) return;
  const { beginTracing } = await import('./otel');
  beginTracing(endpoint, env.OTEL_SERVICE_NAME);
}
