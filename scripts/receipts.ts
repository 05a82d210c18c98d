// Command: rotates the key that signs receipts. It prints the next set, which the app gets as RECEIPT_SIGNING_KEYS.
import path from 'node:path';
import nextEnv from '@next/env';
import { SetupProblem } from '../db/embedded/problem';
import { rotateKeys } from '../lib/domain/receipt/receipt-keys';
import { findReceiptKeys } from './receipt-keys-file';

const USAGE = 'Use: npm run -s receipts:rotate';

try {
  if (process.argv[2] !== 'rotate' || process.argv.length > 3) throw new SetupProblem(USAGE);
  nextEnv.loadEnvConfig(process.cwd(), false, { info: () => {}, error: () => {} });
  const current = await findReceiptKeys(path.resolve('.data'));
  const next = rotateKeys(current, new Date());
  console.log(JSON.stringify(next));
  // On standard error: standard output is the key set, which goes straight into a secret store.
  console.error(
    `${next.keys[0]?.kid} signs from now on; ${next.keys.length - 1} retired. The line above holds its private part: set it as RECEIPT_SIGNING_KEYS everywhere the app runs.`,
  );
} catch (error) {
  if (!(error instanceof SetupProblem)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
