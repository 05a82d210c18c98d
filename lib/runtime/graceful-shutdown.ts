// Graceful shutdown state: once draining begins, no new work starts and each long-running part is told to stop.

interface Drain {
  isDraining: boolean;
  hearers: Set<() => void>;
}

/** Kept on the process: Next loads this module once for pages and once for what runs beside them. */
const holder = globalThis as typeof globalThis & { accordDrain?: Drain };

function drain(): Drain {
  holder.accordDrain ??= { isDraining: false, hearers: new Set() };
  return holder.accordDrain;
}

/** Readiness fails from now on; requests that still arrive are answered. */
export function isDraining(): boolean {
  return drain().isDraining;
}

/**
 * For endless answers, such as an event stream, which have to end at shutdown.
 * @returns a function that unsubscribes, for an answer that ends by itself
 */
export function onDrain(recordMetric: () => void): () => void {
  const { isDraining: already, hearers } = drain();
  if (already) {
    recordMetric();
    return () => {};
  }
  hearers.add(recordMetric);
  return () => hearers.delete(recordMetric);
}

/** Calling it twice has the effect of once. */
export function beginDrain(): void {
  const state = drain();
  if (state.isDraining) return;
  state.isDraining = true;
  for (const recordMetric of state.hearers) recordMetric();
  state.hearers.clear();
}
