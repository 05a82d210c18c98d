// Stream registry of this process: limits open streams per person and in all, and closes them at shutdown.
import { onDrain } from '../runtime/graceful-shutdown';

/** A person with more tabs than this gets the same by polling. */
const PER_PERSON = 4;
const IN_ALL = 1000;

export interface Streams {
  /** @returns a function that removes it; null when there are too many */
  admit(userId: string, end: () => void): (() => void) | null;
  endAll(): void;
}

export function createStreams(perPerson = PER_PERSON, inAll = IN_ALL): Streams {
  const open = new Map<object, { userId: string; end: () => void }>();
  let isEnding = false;
  return {
    admit(userId, end) {
      const own = [...open.values()].filter((each) => each.userId === userId);
      if (isEnding || open.size >= inAll || own.length >= perPerson) return null;
      const key = {};
      open.set(key, { userId, end });
      return () => open.delete(key);
    },
    endAll() {
      isEnding = true;
      for (const { end } of [...open.values()]) end();
    },
  };
}

const holder = globalThis as typeof globalThis & { accordStreams?: Streams };

/** This process's own. At shutdown they are closed, because a server waits for its open answers; no new ones begin. */
export function getStreams(): Streams {
  if (holder.accordStreams === undefined) {
    const streams = createStreams();
    holder.accordStreams = streams;
    onDrain(() => streams.endAll());
  }
  return holder.accordStreams;
}
