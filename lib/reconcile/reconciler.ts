// Owns when this process compares with Codat: a round every minute of the machine's time.
import { machineMs } from '../clock';
import { problemOf } from '../problem';
import { type SweepTools, sweepReconcile } from './sweep';

const EVERY_MS = 60_000;
/** Work that was given up longer ago than this was looked at long since. */
const LOOKBACK_MS = 30 * 24 * 60 * 60_000;
/** Rounds overlap by this much, since clocks of machines differ. */
const OVERLAP_MS = 10 * 60_000;

export interface Reconciler {
  /** Begins no further comparison, and waits for the one that runs. */
  stop(): Promise<void>;
}

export function startReconciler(tools: SweepTools, everyMs = EVERY_MS): Reconciler {
  let timer: NodeJS.Timeout | undefined;
  let stopping = false;
  let running = Promise.resolve();
  let lastAt = machineMs() - LOOKBACK_MS;

  async function round(): Promise<void> {
    const startedAt = machineMs();
    const suspectsSince = new Date(lastAt - OVERLAP_MS);
    const { looked, found, failed } = await sweepReconcile(tools, {
      suspectsSince,
      isStopping: () => stopping,
    });
    lastAt = startedAt;
    if (looked + failed > 0) tools.logger.info({ event: 'reconcile.round', looked, found, failed });
  }

  function plan(): void {
    if (stopping) return;
    timer = setTimeout(() => {
      running = round()
        .catch((error: unknown) => {
          tools.logger.warn({ event: 'reconcile.round', problem: problemOf(error) });
        })
        .finally(plan);
    }, everyMs);
  }

  plan();
  return {
    async stop() {
      stopping = true;
      clearTimeout(timer);
      await running;
    },
  };
}
