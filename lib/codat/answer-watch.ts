// Passive health check: every answer of Codat to this process's own traffic says whether it can be reached.
import type { Upstream } from '../errors';

export interface Heard {
  /** The machine's time, milliseconds. */
  at: number;
  isReachable: boolean;
}

export interface AnswerWatch {
  /** @param failure null for a successful answer */
  see(failure: Upstream | null): void;
  last(): Heard | null;
}

/** Any other failure is an answer, so Codat is there. A refused key counts as unreachable: every call would fail. */
const isAway = ({ kind }: Upstream) => ['timeout', 'unreachable', 'unavailable', 'refused'].includes(kind);

/** @param now the machine's time, milliseconds */
export function createAnswerWatch(now: () => number): AnswerWatch {
  let heard: Heard | null = null;
  return {
    see(failure) {
      heard = { at: now(), isReachable: failure === null || !isAway(failure) };
    },
    last: () => heard,
  };
}
