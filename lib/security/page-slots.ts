// Bulkhead for pages: each asker has a few slots and a bounded queue, so that no asker starves the others.

interface Limits {
  /** Pages rendered at once for one asker. */
  atOnce: number;
  /** Requests that may wait besides. */
  waiting: number;
  /** Milliseconds after which an open page no longer counts: by then it waits for Codat or a slow reader. */
  holdMs: number;
}

export interface Slot {
  /** True: it may start at once. Otherwise `ready` resolves when it may. */
  isFree: boolean;
  ready: Promise<void>;
  /** Call it when the answer ends, is cut, or never starts. */
  leave(): void;
}

export interface PageSlots {
  /** Null when too many wait already. */
  enter(asker: string): Slot | null;
}

interface Line {
  made: number;
  waiting: Set<() => void>;
}

export function createPageSlots({ atOnce, waiting, holdMs }: Limits): PageSlots {
  /** Only askers with a page in progress. */
  const lines = new Map<string, Line>();

  function begin(asker: string, line: Line, start: () => void): () => void {
    line.made += 1;
    let isOver = false;
    const end = () => {
      if (isOver) return;
      isOver = true;
      clearTimeout(timer);
      line.made -= 1;
      const [next] = line.waiting;
      if (next !== undefined) {
        line.waiting.delete(next);
        next();
      } else if (line.made === 0) lines.delete(asker);
    };
    const timer = setTimeout(end, holdMs).unref();
    start();
    return end;
  }

  return {
    enter(asker) {
      const line = lines.get(asker) ?? { made: 0, waiting: new Set() };
      lines.set(asker, line);
      if (line.made < atOnce) {
        const end = begin(asker, line, () => {});
        return { isFree: true, ready: Promise.resolve(), leave: end };
      }
      if (line.waiting.size >= waiting) return null;
      let leave = () => {};
      const ready = new Promise<void>((resolve) => {
        const start = () => {
          leave = begin(asker, line, resolve);
        };
        line.waiting.add(start);
        leave = () => line.waiting.delete(start);
      });
      return { isFree: false, ready, leave: () => leave() };
    },
  };
}
