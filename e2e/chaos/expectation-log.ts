// Expectation log of a chaos run: the outcomes that every customer got, kept in a process that no fault kills.
import type { Act, Business, Outcome } from './acts';

export interface Entry {
  business: Business;
  act: Act;
  requestId: string;
  /** Times of the order and its outcome in milliseconds; entries that overlap have no order. */
  from: number;
  to: number;
  outcome: Outcome;
}

export interface ExpectationLog {
  entries: Entry[];
  note(entry: Entry): void;
  count(kind: Outcome['kind']): number;
}

export function createExpectationLog(): ExpectationLog {
  const entries: Entry[] = [];
  return {
    entries,
    note: (entry) => void entries.push(entry),
    count: (kind) => entries.filter(({ outcome }) => outcome.kind === kind).length,
  };
}
