// Command line of the ledger: audit it, put standings right from it, hand one business's part over.
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { errorMessage, SetupProblem } from '../db/embedded/problem';
import { listLedgerGuards } from '../db/queries/ledger';
import type { LedgerFault } from '../lib/domain/ledger-audit';
import { isUuid } from '../lib/domain/uuid';
import { NotFound } from '../lib/errors';
import { isUnproven } from '../lib/ledger/audit-business';
import { exportLedger } from '../lib/ledger/export-ledger';
import { rebuildStandings } from '../lib/ledger/rebuild-standings';
import { verifyLedger } from '../lib/ledger/verify-ledger';
import { withDatabase } from './command-database';
import { guardWords, sentenceOf } from './ledger-words';
import { receiptWords } from './receipt-audit';
import { findReceiptKeys } from './receipt-keys-file';

const USAGE = 'Use: npm run ledger:verify · npm run ledger:rebuild · npm run ledger:export -- --company ID';
/** Faults that are printed: one changed notice is a fault of each event that refers to it. */
const SHOWN = 100;

function tell(faults: readonly LedgerFault[]): void {
  for (const fault of faults.slice(0, SHOWN)) console.error(sentenceOf(fault));
  if (faults.length > SHOWN) console.error(`… and ${faults.length - SHOWN} more.`);
}

async function verify(): Promise<number> {
  const keys = await findReceiptKeys(path.resolve('.data'));
  const [report, guards, signed] = await withDatabase(async (db, url) =>
    Promise.all([
      verifyLedger(url, keys?.published ?? null),
      listLedgerGuards(db),
      receiptWords(db, keys?.published ?? null),
    ]),
  );
  const { companies, events, receipts, faults } = report;
  const guarded = guardWords(guards);
  const problems = [...guarded.problems, ...signed.problems];
  const warnings = [...guarded.warnings, ...signed.warnings];
  tell(faults);
  if (faults.length > 0 && keys !== null && !faults.some(isUnproven))
    console.error('All events are proven: npm run ledger:rebuild puts what stands right.');
  for (const sentence of [...problems, ...warnings]) console.error(sentence);
  const isSound = faults.length + problems.length === 0;
  console.log(
    `${events} events and ${receipts} receipts of ${companies} businesses: ${isSound ? 'sound' : 'NOT sound'}.`,
  );
  return isSound ? 0 : 1;
}

async function rebuild(): Promise<number> {
  const keys = await findReceiptKeys(path.resolve('.data'));
  if (keys === null)
    throw new SetupProblem(
      'RECEIPT_SIGNING_KEYS is not set here: without it no event is proven, and nothing is rebuilt.',
    );
  const { companies, mended, unproven } = await withDatabase((db) => rebuildStandings(db, keys.published));
  tell(unproven);
  if (unproven.length > 0)
    console.error('What is not proven must not become what stands: put right what is named above first.');
  for (const companyId of mended) console.log(`business ${companyId}: mended.`);
  console.log(`${companies} businesses: ${mended.length} mended.`);
  return unproven.length === 0 ? 0 : 1;
}

async function exportOne(companyId: string | undefined): Promise<number> {
  if (companyId === undefined || !isUuid(companyId)) throw new SetupProblem(USAGE);
  await withDatabase(async (db) => {
    // `end: false`: the output is not ours to close.
    await pipeline(Readable.from(await exportLedger(db, companyId, new Date())), process.stdout, {
      end: false,
    });
  });
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
