// Command: a worker in a process of its own; it runs jobs until it is stopped. Several can run side by side.
import nextEnv from '@next/env';
import { followDemoClock } from '../lib/demo/follow-clock';
import { runWorker } from '../lib/jobs/process';
import { checkEnv } from '../lib/runtime/env';
import { beginDrain } from '../lib/runtime/graceful-shutdown';
import { startMetrics } from '../lib/runtime/metrics/process';
import { startTracing } from '../lib/runtime/tracing/process';

nextEnv.loadEnvConfig(process.cwd(), false, { info: () => {}, error: () => {} });
const checked = checkEnv(process.env);
if (!checked.ok) {
  const lines = checked.problems.map((problem) => `  ${problem}`).join('\n');
  console.error(`The worker cannot start, because its environment is not complete:\n${lines}`);
  process.exit(1);
}
await Promise.all([startMetrics(async () => []), startTracing()]);
const worker = followDemoClock().then(runWorker);
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    beginDrain();
    void worker.then((running) => running.stop()).then(() => process.exit(0));
  });
}
