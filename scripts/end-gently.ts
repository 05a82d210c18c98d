// Owns how a web process is ended by the one that started it: asked to drain, then told to close, then made to.
import type { ChildProcess } from 'node:child_process';

/** Milliseconds. Together less than the half minute that most systems allow. */
const DRAIN_LIMIT = 14_000;
const CLOSE_LIMIT = 12_000;

export interface Ending {
  /** The gentle way; asked a second time, at once. */
  ask(): void;
  now(signal: NodeJS.Signals): void;
  wasAsked(): boolean;
}

/** The child says `ready` when it can be asked, and answers `drain` with `drained` (`lib/runtime/on-sigterm.ts`). */
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
