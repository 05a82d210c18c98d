// Concurrency limit per consumer (a bulkhead): a slow consumer holds up no other.

export interface Lane<T> {
  push(item: T): void;
  /** Drops waiting messages and aborts those in flight. */
  close(): void;
}

/** @param run never rejects */
export function createLane<T>(
  width: number,
  run: (item: T, control: AbortController) => Promise<void>,
): Lane<T> {
  /** In the order of arrival; a message that already waits is not queued a second time. */
  const waiting = new Set<T>();
  const under = new Set<AbortController>();

  function start(item: T): void {
    const control = new AbortController();
    waiting.delete(item);
    under.add(control);
    void run(item, control).finally(() => {
      under.delete(control);
      next();
    });
  }

  function next(): void {
    for (const item of waiting) {
      if (under.size >= width) return;
      start(item);
    }
  }

  return {
    push(item) {
      waiting.add(item);
      next();
    },
    close() {
      waiting.clear();
      for (const control of under) control.abort();
    },
  };
}
