// Graceful shutdown of a web process: its parent starts draining first, so that Next closes its server when no request is on its way.
import { setTimeout as sleep } from 'node:timers/promises';
import { beginDrain } from './graceful-shutdown';

/**
 * Answers `drain` with `drained`, over the channel to the parent process (`scripts/start.ts`). Next's own handling of
 * SIGTERM stays: it finishes running answers and the work after them. Without such a parent the signal alone starts
 * draining, and connections still close after an answer.
 * @param lingerMs how long new requests are accepted
 * @param finish ends the background work
 */
export function drainOnSigterm(lingerMs: number, finish: () => Promise<void>): void {
  process.on('message', (message) => {
    if (message !== 'drain') return;
    beginDrain();
    void Promise.allSettled([sleep(lingerMs), finish()]).then(() => process.send?.('drained'));
  });
  // A parent that was killed cannot announce the end.
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      beginDrain();
      void finish();
    });
  }
  process.send?.('ready');
}
