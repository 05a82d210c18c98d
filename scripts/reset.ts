// Reset of a data folder, when nothing uses it.
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { removeEmbeddedData } from '../db/embedded';
import { acquireLock } from './lock';
import { checkpointFolder } from './stack-database';

/** The logs stay: they may say why somebody wants to start afresh. */
export async function resetData(dataDir: string): Promise<void> {
  if (!existsSync(dataDir)) return;
  const lock = await acquireLock(dataDir);
  try {
    await removeEmbeddedData(path.join(dataDir, 'postgres'));
    for (const name of ['sandbox.json', 'secret']) await rm(path.join(dataDir, name), { force: true });
    // They vouch for the ledger that goes.
    await rm(checkpointFolder(dataDir), { recursive: true, force: true });
  } finally {
    await lock.release();
  }
}
