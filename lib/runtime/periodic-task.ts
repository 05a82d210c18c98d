// Periodic task of one process: runs never overlap, and none starts after `stop`.

export interface PeriodicTask {
  /** Starts no further round, and waits for the present one. */
  stop(): Promise<void>;
}

/**
 * @param round is told whether the end has come, so that a long one can stop early
 * @param everyMs milliseconds from the end of a round to the next; the first starts after the same time
 * @param failed receives a round's error; the next round starts all the same
 */
export function startPeriodicTask(
  round: (isStopping: () => boolean) => Promise<void>,
  everyMs: number,
  failed: (error: unknown) => void,
): PeriodicTask {
  let timer: NodeJS.Timeout | undefined;
  let stopping = false;
  let running = Promise.resolve();

  function plan(): void {
    if (stopping) return;
    timer = setTimeout(() => {
      running = round(() => stopping)
        .catch(failed)
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
