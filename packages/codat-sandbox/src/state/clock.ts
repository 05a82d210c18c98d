// Clock: a base plus an offset that tests move. It is read once per turn of the event loop, so that everything
// one act writes down bears the same moment.

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  advance(ms: number): void;
  readonly offsetMs: number;
  /** Sets the offset outright: for a state file and for a reset. */
  setOffset(ms: number): void;
}

export function createClock(base: () => number = Date.now): Clock {
  let offsetMs = 0;
  let read: number | undefined;
  /** Cached until the current turn of the event loop ends: one act sees one moment. */
  const readOnce = () => {
    if (read === undefined) {
      read = base();
      queueMicrotask(() => {
        read = undefined;
      });
    }
    return read;
  };
  return {
    now: () => readOnce() + offsetMs,
    advance(ms) {
      offsetMs += ms;
    },
    get offsetMs() {
      return offsetMs;
    },
    setOffset(ms) {
      offsetMs = ms;
    },
  };
}

/** Codat's long form, seven digits of fraction: `2022-11-10T10:45:18.1950000Z`. */
export function ticks(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, -1)}0000Z`;
}

/** Codat's short form, whole seconds: `2022-11-10T10:45:18Z`. */
export function seconds(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
