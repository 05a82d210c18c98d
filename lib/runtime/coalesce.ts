// Request coalescing: calls that arrive while a batch runs share the next one, so that batches grow with the load. A batch starts
// after all of its calls came: nobody is answered by what was read before the question.

/** A batch that takes longer no longer holds up the next one (milliseconds): its connection may be dead. */
const LATE_MS = 50;
/** Batches that run at the same time, late ones included. */
const MOST_BATCHES = 8;

export interface SharedWork<I, O> {
  /** Does the work of several calls at once; all of them get its result. */
  run(items: readonly I[]): Promise<O>;
  sizeOf(item: I): number;
  /** Size of a batch at which it takes no further call; a larger call runs alone. */
  most: number;
}

interface Waiting<I, O> {
  item: I;
  resolve: (result: O | Promise<O>) => void;
}

/** @returns does the work of one call; rejects with the error of that call alone, since a batch that fails is repeated one by one */
export function coalesce<I, O>({ run, sizeOf, most }: SharedWork<I, O>): (item: I) => Promise<O> {
  const waiting: Waiting<I, O>[] = [];
  let running = 0;
  let isHeld = false;
  let isPlanned = false;

  function take(): Waiting<I, O>[] {
    let size = 0;
    const end = waiting.findIndex(({ item }, index) => {
      size += sizeOf(item);
      return index > 0 && size > most;
    });
    return waiting.splice(0, end === -1 ? waiting.length : end);
  }

  function start(): void {
    if (waiting.length === 0 || isHeld || running === MOST_BATCHES) return;
    running += 1;
    isHeld = true;
    const batch = take();
    let isLate = false;
    const late = setTimeout(() => {
      isLate = true;
      isHeld = false;
      start();
    }, LATE_MS);
    void runTogether(run, batch).finally(() => {
      clearTimeout(late);
      running -= 1;
      if (!isLate) isHeld = false;
      start();
    });
  }

  return (item) =>
    new Promise<O>((resolve) => {
      waiting.push({ item, resolve });
      if (isPlanned) return;
      isPlanned = true;
      // Takes what arrives at the same time.
      setImmediate(() => {
        isPlanned = false;
        start();
      });
    });
}

/** Never rejects: each call gets its result or its error. */
async function runTogether<I, O>(
  run: SharedWork<I, O>['run'],
  batch: readonly Waiting<I, O>[],
): Promise<void> {
  try {
    const result = await run(batch.map(({ item }) => item));
    for (const { resolve } of batch) resolve(result);
  } catch (error) {
    const [only, ...others] = batch;
    if (others.length === 0) only?.resolve(Promise.reject(error));
    // What one call asks must not fail the others.
    else for (const one of batch) await runTogether(run, [one]);
  }
}
