// Bulkhead for pages: each asker has a few slots and a bounded queue, so that no asker starves the others.

interface Limits {
  /** Pages that are made at once for one asker. */
  atOnce: number;
  /** How many more may wait. */
  waiting: number;
  /** Milliseconds after which a page that is still open counts no more: it waits for Codat or for a slow reader, not for this machine. */
  holdMs: number;
}

export interface Slot {
  /** True: it may begin at once. Otherwise `ready` says when. */
  isFree: boolean;
  ready: Promise<void>;
  /** Called when the answer ends, is cut, or never begins. */
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
  /** Of those alone that have something made. */
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
