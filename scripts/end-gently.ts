// Graceful shutdown of a web process by its parent: it drains, then gets SIGTERM, then SIGKILL.
import type { ChildProcess } from 'node:child_process';

/** Milliseconds. Together less than the half minute that most systems allow. */
const DRAIN_LIMIT = 14_000;
const CLOSE_LIMIT = 12_000;

export interface Ending {
  /** Begins the graceful way; a second call ends the process at once. */
  ask(): void;
  now(signal: NodeJS.Signals): void;
  wasAsked(): boolean;
}

/** The child sends `ready` when it accepts the request, and answers `drain` with `drained` (`lib/runtime/on-sigterm.ts`). */
export function endGently(child: ChildProcess): Ending {
  let isReady = false;
  let asked = false;
  const now = (signal: NodeJS.Signals) => {
    asked = true;
    child.kill(signal);
    setTimeout(() => child.kill('SIGKILL'), CLOSE_LIMIT).unref();
  };
  child.on('message', (message) => {
    if (message === 'ready') isReady = true;
    if (message === 'drained') now('SIGTERM');
  });
  return {
    now,
    wasAsked: () => asked,
    ask() {
      if (asked || !isReady || !child.connected) {
        now('SIGTERM');
        return;
      }
      asked = true;
      child.send('drain', () => {});
      setTimeout(() => now('SIGTERM'), DRAIN_LIMIT).unref();
    },
  };
}
