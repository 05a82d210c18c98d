// Metered client: each call of reconciliation draws on the call budget first, for all processes together.
import type { Db } from '@/db/client';
import { consumeBudget } from '@/db/queries/reconciliation-schedule';
import type { CallBudget } from '../domain/work/reconcile';
import type { Codat } from './client';

/** The budget is spent for now: continue later. */
export class BudgetSpent extends Error {
  override readonly name = 'BudgetSpent';
}

/** @param allowance null when a person waits for the answer: calls are then counted, but none is refused */
export function meteredCodat(codat: Codat, db: Db, callBudget: CallBudget | null): Codat {
  return {
    ...codat,
    async call(info, run, idempotencyKey) {
      if (!(await consumeBudget(db, callBudget))) throw new BudgetSpent('the part of the quota is spent');
      return codat.call(info, run, idempotencyKey);
    },
  };
}
