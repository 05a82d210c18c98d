// Fair queue of heavy work in one process: one piece at a time, round-robin by asker, with pauses for pages.

/** Runs a piece of work when it is its turn. Of several askers each has one piece done before any has its next. */
export type InTurn = <T>(asker: string, work: () => Promise<T>) => Promise<T>;

/** @param longestRestMs after a piece that mostly waits for the database */
export function createTurns(longestRestMs = Number.POSITIVE_INFINITY): InTurn {
  /** Whose turn is next stands first. */
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
      // The next one waits for as long as this one has held up everybody else.
      setTimeout(goOn, Math.min(performance.now() - started, longestRestMs));
    }
  };
}
