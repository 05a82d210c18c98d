// Owns comparing one business with Codat on the command line. Exit codes: 0 nothing is left to do, 1 something differs
// still, 2 it was asked in the wrong way or of nobody, 3 Codat could not be asked.
import { parseArgs } from 'node:util';
import nextEnv from '@next/env';
import type { Db } from '../db/client';
import { errorMessage, SetupProblem } from '../db/embedded/problem';
import { findCompany, findCompanyByCodatId } from '../db/queries/companies';
import { clock } from '../lib/clock';
import { getCodat } from '../lib/codat/process';
import { checkEnv } from '../lib/env';
import { Upstream } from '../lib/errors';
import { meteredCodat } from '../lib/reconcile/metered';
import { reconcileCompany } from '../lib/reconcile/reconcile-company';
import { withDatabase } from './command-database';
import { wordsOf } from './reconcile-words';

const USAGE = 'Use: npm run reconcile -- --company ID [--dry-run], with our id of the business or Codat’s.';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function readArguments(): { id: string; isDryRun: boolean } {
  try {
    const options = { company: { type: 'string' }, 'dry-run': { type: 'boolean', default: false } } as const;
    const { values } = parseArgs({ args: process.argv.slice(2), options });
    if (values.company === undefined || !UUID.test(values.company)) throw new SetupProblem(USAGE);
    return { id: values.company.toLowerCase(), isDryRun: values['dry-run'] };
  } catch (error) {
    throw error instanceof SetupProblem ? error : new SetupProblem(`${errorMessage(error)} ${USAGE}`);
  }
}

function requireEnvironment(): void {
  nextEnv.loadEnvConfig(process.cwd(), false, { info: () => {}, error: () => {} });
  // The lines of single calls are for the log of the app, not for whoever sits here.
  process.env.LOG_LEVEL = 'silent';
  const checked = checkEnv(process.env);
  if (!checked.ok) throw new SetupProblem(`The environment is not complete:\n${checked.problems.join('\n')}`);
}

async function compare(db: Db, id: string, isDryRun: boolean): Promise<number> {
  const companyId = ((await findCompany(db, id)) ?? (await findCompanyByCodatId(db, id)))?.id;
  if (companyId === undefined) throw new SetupProblem('There is no such business.');
  const tools = { db, codat: meteredCodat(getCodat(), db, null), now: () => clock.now() };
  const mended = await reconcileCompany(tools, { companyId, requestId: crypto.randomUUID(), isDryRun });
  for (const one of mended) console.log(wordsOf(one, isDryRun));
  if (mended.length === 0) console.log('Nothing differs from Codat.');
  return mended.some(({ done }) => done === 'left') ? 1 : 0;
}

try {
  const { id, isDryRun } = readArguments();
  requireEnvironment();
  process.exitCode = await withDatabase((db) => compare(db, id, isDryRun));
} catch (error) {
  if (error instanceof Upstream) {
    console.error(`Codat could not be asked (${error.kind}); nothing more was changed. Try again later.`);
    process.exitCode = 3;
  } else if (error instanceof SetupProblem) {
    console.error(error.message);
    process.exitCode = 2;
  } else throw error;
}
