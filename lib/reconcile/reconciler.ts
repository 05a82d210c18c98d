// Periodic task of reconciliation: every minute of the machine's time.
import { machineMs } from '../runtime/clock';
import { type PeriodicTask, startPeriodicTask } from '../runtime/periodic-task';
import { problemOf } from '../runtime/problem';
import { type SweepTools, sweepReconcile } from './sweep';

const EVERY_MS = 60_000;
/** Dead letters older than this were examined before. */
const LOOKBACK_MS = 30 * 24 * 60 * 60_000;
/** Rounds overlap by this much, since clocks of machines differ. */
const OVERLAP_MS = 10 * 60_000;

export function startReconciler(tools: SweepTools, everyMs = EVERY_MS): PeriodicTask {
  let lastAt = machineMs() - LOOKBACK_MS;
  return startPeriodicTask(
    async (isStopping) => {
      const startedAt = machineMs();
      const suspectsSince = new Date(lastAt - OVERLAP_MS);
      const { looked, found, failed } = await sweepReconcile(tools, { suspectsSince, isStopping });
      lastAt = startedAt;
      if (looked + failed > 0) tools.logger.info({ event: 'reconcile.round', looked, found, failed });
    },
    everyMs,
    (error) => tools.logger.warn({ event: 'reconcile.round', problem: problemOf(error) }),
  );
}
