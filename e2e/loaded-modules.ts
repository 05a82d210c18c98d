// Process under test that starts metrics and tracing as the app does, and prints the loaded modules of their packages. Argument: `on` or `off`.
import { createRequire } from 'node:module';
import { startMetrics } from '../lib/runtime/metrics/process';
import { startTracing } from '../lib/runtime/tracing/process';

const isOn = process.argv[2] === 'on';
await startMetrics(async () => [], {
  METRICS_HOST: '127.0.0.1',
  METRICS_PORT: undefined,
  METRICS_TOKEN: isOn ? 'x'.repeat(32) : undefined,
});
await startTracing({
  OTEL_SERVICE_NAME: 'accord',
  OTEL_EXPORTER_OTLP_ENDPOINT: isOn ? 'http://127.0.0.1:1' : undefined,
});
const files = Object.keys(createRequire(import.meta.url).cache);
const loaded = ['prom-client', '@opentelemetry'].filter((name) =>
  files.some((file) => file.includes(`/node_modules/${name}/`)),
);
console.log(JSON.stringify(loaded));
process.exit(0);
