// Owns what every customer of a chaos run was told, outside of everything that can be killed.
import type { Act, Business, Outcome } from './acts';

export interface Entry {
  business: Business;
  act: Act;
  requestId: string;
  /** When it was ordered and answered; what overlaps has no order. Milliseconds. */
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
