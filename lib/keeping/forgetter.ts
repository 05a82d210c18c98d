// Owns when this process lets go of what is old: every hour of the machine's time, not as soon as it begins.
import { problemOf } from '../problem';
import { forget, type KeepTools } from './forget';

const EVERY_MS = 60 * 60_000;

export interface Forgetter {
  /** Begins no further batch, and waits for the one that runs. */
  stop(): Promise<void>;
}

export function startForgetter(
  tools: KeepTools & { logger: { info(line: object): void; warn(line: object): void } },
  everyMs = EVERY_MS,
): Forgetter {
  let timer: NodeJS.Timeout | undefined;
  let stopping = false;
  let running = Promise.resolve();

  async function round(): Promise<void> {
    const forgotten = await forget(tools, () => stopping);
    if (Object.values(forgotten).some((count) => count > 0)) {
      tools.logger.info({ event: 'forget', ...forgotten });
    }
  }

  function plan(): void {
    if (stopping) return;
    timer = setTimeout(() => {
      running = round()
        .catch((error: unknown) => tools.logger.warn({ event: 'forget', problem: problemOf(error) }))
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
