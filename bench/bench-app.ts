// Stack of a bench: the built app with a sandbox and a database of its own, and this process as a second one that arranges data.
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { connectDatabase, type Db } from '../db/client';
import { freePort } from '../e2e/free-port';
import { receiptIssuer } from '../e2e/receipt-issuer';
import { setReceiptIssuer } from '../lib/receipt/issuer';
import { type Stack, startStack } from '../scripts/stack';

export interface BenchApp {
  stack: Stack;
  db: Db;
  stop: () => Promise<void>;
}

export async function startBenchApp(): Promise<BenchApp> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'accord-bench-'));
  await chmod(dataDir, 0o755);
  const ports = { appPort: await freePort(), sandboxPort: await freePort() };
  const stack = await startStack({ ...ports, dataDir, app: 'start' });
  // The app's keys sign and seal what this process arranges.
  process.env.PERSON_KEY = stack.env.PERSON_KEY;
  process.env.ACCORD_E2E_RECEIPT_KEYS = stack.env.RECEIPT_SIGNING_KEYS;
  setReceiptIssuer(receiptIssuer());
  const { db, close } = connectDatabase(stack.databaseUrl);
  const stop = async () => {
    await close();
    await stack.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { stack, db, stop };
}
