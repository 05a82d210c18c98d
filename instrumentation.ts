// Owns what runs beside the pages of one server process: the worker, unless workers run alone.

export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { getEnv } = await import('./lib/env');
  if (getEnv().ACCORD_WORKER === 'alone') return;
  const { runWorker } = await import('./lib/jobs/process');
  // Not awaited: the server is ready when its pages are.
  const worker = runWorker();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void worker.then((running) => running.stop()));
  }
}
