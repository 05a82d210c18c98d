// Reset of a data folder that no run uses.
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { removeEmbeddedData } from '../db/embedded';
import { acquireLock } from './lock';
import { checkpointFolder } from './stack-database';

/** The logs stay: they may hold the reason for the reset. */
export async function resetData(dataDir: string): Promise<void> {
  if (!existsSync(dataDir)) return;
  const lock = await acquireLock(dataDir);
  try {
    await removeEmbeddedData(path.join(dataDir, 'postgres'));
    for (const name of ['sandbox.json', 'secret', 'demo-api-key'])
      await rm(path.join(dataDir, name), { force: true });
    // The checkpoints vouch for the ledger that is deleted.
    await rm(checkpointFolder(dataDir), { recursive: true, force: true });
  } finally {
    await lock.release();
  }
}
