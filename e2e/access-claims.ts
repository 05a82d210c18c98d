// Meaning of the claims: the decisions under which a sentence is false.
import type { Decision } from '../lib/domain/access/decide';
import type { Claim } from './access-census';

/** Result of `decide` for each kind of data. */
export type Answers = readonly Decision[];
const allowed = (answers: Answers) => answers.some(({ outcome }) => outcome === 'allow');
const usable = (answers: Answers) => answers.some(({ mayUseDataRead }) => mayUseDataRead);

export function contradicts({ claim, now, atEnd }: Said): boolean {
  switch (claim) {
    case 'reads':
      return !allowed(now);
    case 'data-read':
      return allowed(now) || !usable(now);
    case 'nothing-new':
      return allowed(now);
    case 'nothing':
      return allowed(now) || usable(now);
    case 'ends':
      return allowed(atEnd);
    case 'general':
      return false;
    default:
      return claim satisfies never;
  }
}

export interface Said {
  key: string;
  claim: Claim;
  now: Answers;
  /** Decisions at the day that the sentence names. */
  atEnd: Answers;
}
