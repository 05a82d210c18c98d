// Sentences of the reconcile command: the differences that were found, and the repairs.
import type { DifferenceKind, Mending } from '../lib/domain/work/reconcile';
import type { Mended } from '../lib/reconcile/tools';

const FOUND: Readonly<Record<DifferenceKind, string>> = {
  'state-differs': 'is in another state at Codat',
  'unknown-connection': 'a connection at Codat that was not known here',
  'missing-at-codat': 'is gone at Codat',
  'still-at-codat': 'is deleted here, and Codat still has it',
  'codat-id-missing': 'was started here, and its id never arrived',
  'end-given-up': 'should have ended at Codat, and its job is a dead letter',
  'dead-letter': 'a job of the business is a dead letter',
  'products-differ': 'Codat has other products switched on than are agreed to',
  'reading-differs': 'Codat’s settings or reads differ from what is agreed to',
  'company-missing': 'Codat does not have the company',
  'company-id-missing': 'Codat has the company, and its id never arrived',
};

const DONE: Readonly<Record<Mending, string>> = {
  healed: 'repaired',
  'enqueued-again': 'enqueued again for the worker',
  left: 'left as it is, a person has to check',
};

export function wordsOf({ found, connectionId, done }: Mended, isDryRun: boolean): string {
  const about = connectionId === null ? '' : `connection ${connectionId} `;
  return `${about}${FOUND[found]}: ${isDryRun ? 'nothing was changed' : DONE[done]}.`;
}
