// Request coalescing of the decision API: questions that wait for the database at the same time share its statements.
import type { Db } from '@/db/client';
import { insertDecisions, type NewLoggedDecision } from '@/db/queries/decision-log';
import { coalesce } from '../runtime/coalesce';
import { type CurrentFacts, type FactsReader, readCurrentFacts } from './decide-access';
import type { DecisionWriter } from './decision-log';

/** Businesses in one statement, and rows in one insert; a batch of the API may have as many by itself. */
const MOST = 1000;

export function createSharedReads(db: () => Db): { read: FactsReader; write: DecisionWriter } {
  const read = coalesce<readonly string[], CurrentFacts>({
    run: (calls) => readCurrentFacts(db(), calls.flat()),
    sizeOf: ({ length }) => length,
    most: MOST,
  });
  const write = coalesce<readonly NewLoggedDecision[], void>({
    run: (calls) => insertDecisions(db(), calls.flat()),
    sizeOf: ({ length }) => length,
    most: MOST,
  });
  return { read, write };
}
