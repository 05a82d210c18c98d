// Command: compares one business with Codat and repairs differences. Exit codes: 0 nothing is left to do, 1 something still
// differs, 2 wrong usage or no such business, 3 Codat did not answer.
import { parseArgs } from 'node:util';
import type { Db } from '../../db/client';
import { errorMessage, SetupProblem } from '../../db/embedded/problem';
import { findCompany, findCompanyByCodatId } from '../../db/queries/companies';
import { listReconciliations } from '../../db/queries/reconciliations';
import type { Codat } from '../../lib/codat/client';
import { meteredCodat } from '../../lib/codat/metered';
import { getCodat } from '../../lib/codat/process';
import { isUuid } from '../../lib/domain/text/uuid';
import { Upstream } from '../../lib/errors';
import { reconcileCompany } from '../../lib/reconcile/reconcile-company';
import { clock } from '../../lib/runtime/clock';
import { type CodatPlace, withAppDatabase } from '../command-environment';
import { wordsOf } from '../reconcile-words';

const USAGE =
  'Use: npm run reconcile -- --company ID [--dry-run | --log], with our id of the business or Codat’s.';

type Wanted = 'mend' | 'dry-run' | 'log';

function readArguments(args: string[]): { id: string; wanted: Wanted } {
  try {
    const flag = { type: 'boolean', default: false } as const;
    const options = { company: { type: 'string' }, 'dry-run': flag, log: flag } as const;
    const { values } = parseArgs({ args, options });
    const isBoth = values.log && values['dry-run'];
    if (values.company === undefined || !isUuid(values.company) || isBoth) throw new SetupProblem(USAGE);
    const wanted = values.log ? 'log' : values['dry-run'] ? 'dry-run' : 'mend';
    return { id: values.company.toLowerCase(), wanted };
  } catch (error) {
    throw error instanceof SetupProblem ? error : new SetupProblem(`${errorMessage(error)} ${USAGE}`);
  }
}

async function run(db: Db, codat: () => Codat, id: string, wanted: Wanted): Promise<number> {
  const companyId = ((await findCompany(db, id)) ?? (await findCompanyByCodatId(db, id)))?.id;
  if (companyId === undefined) throw new SetupProblem('There is no such business.');
  return wanted === 'log' ? showLog(db, companyId) : compare(db, codat(), companyId, wanted === 'dry-run');
}

/** Prints the results of earlier comparisons, the latest last. It calls Codat for nothing. */
async function showLog(db: Db, companyId: string): Promise<number> {
  const rows = await listReconciliations(db, companyId);
  for (const row of rows.reverse()) console.log(`${row.at.toISOString()}  ${wordsOf(row, false)}`);
  if (rows.length === 0) console.log('No difference from Codat is on record.');
  return 0;
}

async function compare(db: Db, codat: Codat, companyId: string, isDryRun: boolean): Promise<number> {
  const tools = { db, codat: meteredCodat(codat, db, null), now: () => clock.now() };
  const mended = await reconcileCompany(tools, { companyId, requestId: crypto.randomUUID(), isDryRun });
  for (const one of mended) console.log(wordsOf(one, isDryRun));
  if (mended.length === 0) console.log('Nothing differs from Codat.');
  return mended.some(({ done }) => done === 'left') ? 1 : 0;
}

const OWN: CodatPlace = { withDatabase: withAppDatabase, codat: getCodat };

export async function main(args: string[], { withDatabase, codat } = OWN): Promise<number> {
  try {
    const { id, wanted } = readArguments(args);
    return await withDatabase((db) => run(db, codat, id, wanted));
  } catch (error) {
    if (error instanceof Upstream) {
      console.error(`The call to Codat failed (${error.kind}); nothing more was changed. Try again later.`);
      return 3;
    }
    if (!(error instanceof SetupProblem)) throw error;
    console.error(error.message);
    return 2;
  }
}
