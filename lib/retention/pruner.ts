// Rounds in which this process lets go of what is old: every hour of the machine's time, not as soon as it begins.

import { type Rounds, startRounds } from '../runtime/periodic-task';
import { problemOf } from '../runtime/problem';
import { forget, type KeepTools } from './prune';

const EVERY_MS = 60 * 60_000;

export function startForgetter(
  tools: KeepTools & { logger: { info(line: object): void; warn(line: object): void } },
  everyMs = EVERY_MS,
): Rounds {
  return startRounds(
    async (isStopping) => {
      const forgotten = await forget(tools, isStopping);
      if (Object.values(forgotten).some((count) => count > 0)) {
        tools.logger.info({ event: 'forget', ...forgotten });
      }
    },
    everyMs,
    (error) => tools.logger.warn({ event: 'forget', problem: problemOf(error) }),
  );
}
