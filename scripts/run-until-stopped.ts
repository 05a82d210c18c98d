// Owns the life of a command in a terminal: its signals, its one-sentence failures, its exit code.
import { errorMessage, SetupProblem } from '../db/embedded/problem';

/** A shell that ends npm the hard way tells us nothing; our parent then changes. */
function watchNpm(stop: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) stop();
  }, 1000).unref();
}

/**
 * Runs until the work ends or somebody stops it. The work gets a signal that is aborted once, at the first
 * Ctrl-C, SIGTERM or SIGHUP; later ones are ignored, because stopping has limits of its own.
 */
export async function runUntilStopped(work: (stopped: AbortSignal) => Promise<void>): Promise<void> {
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, stop);
  watchNpm(stop);
  // The terminal may be gone before we are.
  process.stdout.on('error', () => {});
  process.stderr.on('error', () => {});
  try {
    await work(stopping.signal);
    process.exit(0);
  } catch (error) {
    if (stopping.signal.aborted) process.exit(0);
    console.error(
      error instanceof SetupProblem
        ? error.message
        : error instanceof Error
          ? error.stack
          : errorMessage(error),
    );
    process.exit(1);
  }
}
