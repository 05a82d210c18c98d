// Fair queue of heavy work in one process: one piece at a time, round-robin by asker, with pauses for pages.

/** Runs a piece of work in its turn: each asker has one piece done before any asker has the next. */
export type InTurn = <T>(asker: string, work: () => Promise<T>) => Promise<T>;

/** @param longestRestMs upper limit of the pause, for work that mostly waits for the database */
export function createTurns(longestRestMs = Number.POSITIVE_INFINITY): InTurn {
  /** The first key has the next turn. */
  const queues = new Map<string, (() => void)[]>();
  let isBusy = false;

  function wait(asker: string): Promise<void> {
    const queue = queues.get(asker) ?? [];
    queues.set(asker, queue);
    return new Promise((begin) => queue.push(begin));
  }

  function goOn(): void {
    const [first] = queues;
    if (first === undefined) {
      isBusy = false;
      return;
    }
    const [asker, queue] = first;
    const begin = queue.shift();
    queues.delete(asker);
    if (queue.length > 0) queues.set(asker, queue);
    begin?.();
  }

  return async (asker, work) => {
    if (isBusy) await wait(asker);
    isBusy = true;
    const started = performance.now();
    try {
      return await work();
    } finally {
      // The pause is as long as the work: other requests get half of the time.
      setTimeout(goOn, Math.min(performance.now() - started, longestRestMs));
    }
  };
}
