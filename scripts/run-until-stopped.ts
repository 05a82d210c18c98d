// Life cycle of a command in a terminal: signals, failures in one sentence, exit code.
import { errorMessage, SetupProblem } from '../db/embedded/problem';

/** A shell that kills npm sends no signal to this process; its parent process id changes. */
function watchNpm(stop: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) stop();
  }, 1000).unref();
}

/** Calls `stop` with an exit code at Ctrl-C, SIGTERM, SIGHUP, and when npm, which started this process, has ended. */
export function onStop(stop: (code: number) => void): void {
  for (const [name, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    process.on(name, () => stop(code));
  }
  watchNpm(() => stop(143));
  // The terminal may close before this process ends.
  process.stdout.on('error', () => {});
  process.stderr.on('error', () => {});
}

/**
 * Runs until the work ends or a signal stops it. The work gets an AbortSignal that is aborted once, at the first
 * Ctrl-C, SIGTERM or SIGHUP; later ones are ignored, because stopping has limits of its own.
 */
export async function runUntilStopped(work: (stopped: AbortSignal) => Promise<void>): Promise<void> {
  const stopping = new AbortController();
  onStop(() => stopping.abort());
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
