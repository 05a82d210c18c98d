// Sentences of the reconcile command: the differences that were found, and the repairs.
import type { Found, Mending } from '../lib/domain/work/reconcile';
import type { Mended } from '../lib/reconcile/tools';

const FOUND: Readonly<Record<Found, string>> = {
  'state-differs': 'is in another state at Codat',
  'unknown-connection': 'a connection at Codat that was not known here',
  'missing-at-codat': 'is gone at Codat',
  'still-at-codat': 'is deleted here, and Codat still has it',
  'codat-id-missing': 'was begun here, and its id never arrived',
  'end-given-up': 'should have ended at Codat, and the attempts were given up',
  'dead-letter': 'work about the business was given up',
  'products-differ': 'Codat has other products switched on than are agreed to',
  'reading-differs': 'Codat was told or asked to read something else than is agreed to',
  'company-missing': 'Codat does not have the company',
  'company-id-missing': 'Codat has the company, and its id never arrived',
};

const DONE: Readonly<Record<Mending, string>> = {
  healed: 'put right',
  'enqueued-again': 'owed again, the worker does it',
  left: 'left as it is, a person has to look',
};

export function wordsOf({ found, connectionId, done }: Mended, isDryRun: boolean): string {
  const about = connectionId === null ? '' : `connection ${connectionId} `;
  return `${about}${FOUND[found]}: ${isDryRun ? 'nothing was changed' : DONE[done]}.`;
}
