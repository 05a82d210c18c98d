// Command: audits the ledger, repairs derived statuses from it, and exports one business's part.
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { errorMessage, SetupProblem } from '../db/embedded/problem';
import { listLedgerGuards } from '../db/queries/ledger';
import type { LedgerFault } from '../lib/domain/ledger/ledger-audit';
import { isUuid } from '../lib/domain/text/uuid';
import { NotFound } from '../lib/errors';
import { isUnproven } from '../lib/ledger/audit-business';
import { exportLedger } from '../lib/ledger/export-ledger';
import { ownHeads } from '../lib/ledger/own-checkpoints';
import { rebuildStandings } from '../lib/ledger/rebuild-standings';
import { verifyLedger } from '../lib/ledger/verify-ledger';
import { withDatabase } from './command-database';
import { checkpointWords } from './ledger-checkpoint';
import { checkpointLines } from './ledger-export';
import { guardWords, sentenceOf } from './ledger-words';
import { receiptWords } from './receipt-audit';
import { findReceiptKeys } from './receipt-keys-file';
import { verifyFile } from './verify-file';

const USAGE =
  'Use: npm run ledger:verify -- [--checkpoint FILE] · npm run ledger:verify -- --export FILE --keys JWKS [--checkpoint FILE] · ' +
  'npm run ledger:rebuild · npm run ledger:export -- --company ID [--checkpoint FILE]';
/** Faults that are printed: one changed notice is a fault of each event that refers to it. */
const SHOWN = 100;

function tell(faults: readonly LedgerFault[]): void {
  for (const fault of faults.slice(0, SHOWN)) console.error(sentenceOf(fault));
  if (faults.length > SHOWN) console.error(`… and ${faults.length - SHOWN} more.`);
}

async function verify(checkpoint: string | undefined): Promise<number> {
  const { keys, report, guards, signed, vouched } = await withDatabase(async (db, url) => {
    const known = await findReceiptKeys(path.resolve('.data'));
    const published = known?.published ?? null;
    const heads = published === null ? [] : await ownHeads(db, published);
    return {
      keys: known,
      report: await verifyLedger(url, published, { heads }),
      guards: await listLedgerGuards(db),
      signed: await receiptWords(db, published),
      vouched: await checkpointWords(db, known, checkpoint),
    };
  });
  const { companies, events, receipts, faults } = report;
  const guarded = guardWords(guards);
  const problems = [...vouched.problems, ...guarded.problems, ...signed.problems];
  const warnings = [...vouched.warnings, ...guarded.warnings, ...signed.warnings];
  tell(faults);
  const isProven = vouched.problems.length === 0 && !faults.some(isUnproven);
  if (faults.length > 0 && keys !== null && isProven)
    console.error('All events are proven: npm run ledger:rebuild repairs the statuses.');
  for (const sentence of [...problems, ...warnings]) console.error(sentence);
  for (const sentence of vouched.told) console.log(sentence);
  const isSound = faults.length + problems.length === 0;
  console.log(
    `${events} events and ${receipts} receipts of ${companies} businesses: ${isSound ? 'sound' : 'NOT sound'}.`,
  );
  return isSound ? 0 : 1;
}

async function rebuild(): Promise<number> {
  const { companies, mended, unproven } = await withDatabase(async (db) => {
    const keys = await findReceiptKeys(path.resolve('.data'));
    if (keys === null)
      throw new SetupProblem(
        'RECEIPT_SIGNING_KEYS is not set here: without it no event is proven, and nothing is rebuilt.',
      );
    return rebuildStandings(db, keys.published);
  });
  tell(unproven);
  if (unproven.length > 0)
    console.error('Unproven events must not become the present status: repair the faults named above first.');
  for (const companyId of mended) console.log(`business ${companyId}: repaired.`);
  console.log(`${companies} businesses: ${mended.length} repaired.`);
  return unproven.length === 0 ? 0 : 1;
}

async function exportOne(companyId: string | undefined, checkpoint: string | undefined): Promise<number> {
  if (companyId === undefined || !isUuid(companyId)) throw new SetupProblem(USAGE);
  await withDatabase(async (db) => {
    const keys = await findReceiptKeys(path.resolve('.data'));
    const proofs = await checkpointLines(db, companyId, keys, checkpoint);
    // `end: false`: standard output must stay open.
    const lines = await exportLedger(db, companyId, new Date(), proofs);
    await pipeline(Readable.from(lines), process.stdout, { end: false });
  });
  return 0;
}

const text = { type: 'string' } as const;

function readArguments() {
  try {
    return parseArgs({
      args: process.argv.slice(2),
      allowPositionals: true,
      options: { company: text, checkpoint: text, export: text, keys: text },
    });
  } catch (error) {
    throw new SetupProblem(`${errorMessage(error)} ${USAGE}`);
  }
}

async function run(): Promise<number> {
  const { positionals, values } = readArguments();
  switch (positionals[0]) {
    case 'verify':
      if (values.export === undefined) return verify(values.checkpoint);
      if (values.keys === undefined) throw new SetupProblem(USAGE);
      return verifyFile(values.export, values.keys, values.checkpoint);
    case 'rebuild':
      return rebuild();
    case 'export':
      return exportOne(values.company, values.checkpoint);
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
