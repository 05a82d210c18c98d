// Owns the ledger on the command line: audit it, put standings right from it, hand one business's part over.
import { parseArgs } from 'node:util';
import { errorMessage, SetupProblem } from '../db/embedded/problem';
import { NotFound } from '../lib/errors';
import { exportLedger } from '../lib/ledger/export-ledger';
import { rebuildStandings } from '../lib/ledger/rebuild-standings';
import { type LedgerFault, verifyLedger } from '../lib/ledger/verify-ledger';
import { withDatabase } from './command-database';

const USAGE = 'Use: npm run ledger:verify · npm run ledger:rebuild · npm run ledger:export -- --company ID';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function sentenceOf(fault: LedgerFault): string {
  const where = `business ${fault.companyId}`;
  switch (fault.kind) {
    case 'chain': {
      const what = {
        gap: 'an event is missing or stands twice',
        hash: 'the event is not what was written',
        previous: 'the event does not follow from the one before it',
      }[fault.problem];
      return `${where}, event ${fault.seq}: ${what}.`;
    }
    case 'column':
      return `${where}, event ${fault.seq}: the column ${fault.column} contradicts the event.`;
    case 'notice':
      return `${where}, event ${fault.seq}: the words with hash ${fault.hash} are missing or changed.`;
    case 'standing':
      return `${where}: what stands is not what the events add up to; npm run ledger:rebuild mends it.`;
    default:
      return fault satisfies never;
  }
}

async function verify(): Promise<number> {
  const { companies, events, faults } = await withDatabase(verifyLedger);
  for (const fault of faults) console.error(sentenceOf(fault));
  console.log(`${events} events of ${companies} businesses: ${faults.length === 0 ? 'sound' : 'NOT sound'}.`);
  return faults.length === 0 ? 0 : 1;
}

async function rebuild(): Promise<number> {
  const { companies, mended } = await withDatabase(rebuildStandings);
  for (const companyId of mended) console.log(`business ${companyId}: mended.`);
  console.log(`${companies} businesses: ${mended.length} mended.`);
  return 0;
}

async function exportOne(companyId: string | undefined): Promise<number> {
  if (companyId === undefined || !UUID.test(companyId)) throw new SetupProblem(USAGE);
  process.stdout.write(await withDatabase((db) => exportLedger(db, companyId, new Date())));
  return 0;
}

function readArguments() {
  try {
    return parseArgs({
      args: process.argv.slice(2),
      allowPositionals: true,
      options: { company: { type: 'string' } },
    });
  } catch (error) {
    throw new SetupProblem(`${errorMessage(error)} ${USAGE}`);
  }
}

async function run(): Promise<number> {
  const { positionals, values } = readArguments();
  switch (positionals[0]) {
    case 'verify':
      return verify();
    case 'rebuild':
      return rebuild();
    case 'export':
      return exportOne(values.company);
    default:
      throw new SetupProblem(USAGE);
  }
}

try {
  process.exitCode = await run();
} catch (error) {
  if (!(error instanceof SetupProblem || error instanceof NotFound)) throw error;
  console.error(error instanceof NotFound ? 'There is no such business.' : error.message);
  process.exitCode = 2;
}
