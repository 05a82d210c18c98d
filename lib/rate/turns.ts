// Queue of heavy work in one process: one piece at a time, with rests for everybody else's pages.

/** Runs a piece of work when it is its turn. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

export function createTurns(): InTurn {
  let queue: Promise<void> = Promise.resolve();
  return async (work) => {
    const turn = queue;
    let leave = () => {};
    queue = new Promise((resolve) => {
      leave = resolve;
    });
    await turn;
    const started = performance.now();
    try {
      return await work();
    } finally {
      // The next one waits for as long as this one has held up everybody else.
      setTimeout(leave, performance.now() - started);
    }
  };
}
