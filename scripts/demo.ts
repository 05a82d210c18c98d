// Command: the demo. Everything runs on this machine behind one address, and nothing is left behind.
import { connectDatabase } from '../db/client';
import { keepDemoKey } from './demo-key';
import { runStack } from './run-stack';

await runStack('demo', async ({ appUrl, databaseUrl: url }, { databaseUrl, dataDir }) => {
  const { db, close } = connectDatabase(url);
  const key = await keepDemoKey(db, dataDir).finally(close);
  // Measured from the start of this process: installing and building included.
  const seconds = (performance.now() / 1000).toFixed(1);
  const where = databaseUrl === undefined ? ', in .data' : ' and in the database of DATABASE_URL';
  return `
Accord is ready after ${seconds} s:  ${appUrl}

  1. Sign in as Maya Okafor, owner of Kestrel Coffee.
  2. Open "Business insights", read what is asked, and agree.
  3. Choose a platform and authorise it at its sign-in page.

Ask what a system of the bank may read (docs/decision-api.md), with the key ${key}

Presenting? Six scenarios, Codat's clock and its faults:  ${appUrl}/demo

Everything stays on this machine${where}. Ctrl-C stops it.
`;
});
