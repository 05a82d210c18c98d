// Graceful shutdown of a web process: its parent starts draining first, so that Next closes its server when no request is on its way.
import { setTimeout as sleep } from 'node:timers/promises';
import { beginDrain } from './graceful-shutdown';

/**
 * Answers `drain` with `drained`, over the channel to the process that started this one (`scripts/start.ts`).
 * Next's own handling of SIGTERM stays: it finishes what is being answered and what was to follow it. Without such a parent
 * a signal is all there is, and connections still end with an answer.
 * @param lingerMs how long requests are still taken
 * @param finish ends the work beside the pages
 */
export function drainOnSigterm(lingerMs: number, finish: () => Promise<void>): void {
  process.on('message', (message) => {
    if (message !== 'drain') return;
    beginDrain();
    void Promise.allSettled([sleep(lingerMs), finish()]).then(() => process.send?.('drained'));
  });
  // A parent that was killed leaves nobody to tell us of the end.
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      beginDrain();
      void finish();
    });
  }
  process.send?.('ready');
}
