// Database of a command: the configured one, the running demo's, or the demo's while it is stopped.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import nextEnv from '@next/env';
import { connectDatabase, type Db } from '../db/client';
import { startEmbeddedPostgres } from '../db/embedded';
import { SetupProblem } from '../db/embedded/problem';
import { pingDatabase } from '../db/queries/health';
import { keepPersonKey } from './seal-key-files';
import { addressFile, keptCheckpoints, migrateEmbedded, migrateGiven } from './stack-database';

const DATA_DIR = path.resolve('.data');

type Work<T> = (db: Db, url: string) => Promise<T>;
export type WithDatabase = <T>(work: Work<T>) => Promise<T>;

async function connected<T>(url: string, work: Work<T>): Promise<T> {
  const { db, close } = connectDatabase(url);
  try {
    return await work(db, url);
  } finally {
    await close();
  }
}

/** Probes the address, since a run that was killed leaves its address file behind. */
async function answers(url: string): Promise<boolean> {
  return connected(url, pingDatabase).then(
    () => true,
    () => false,
  );
}

/**
 * Connects as the app does: by the same address, in the same role.
 * @throws SetupProblem when there is no database to work on
 */
export async function withDatabase<T>(work: Work<T>): Promise<T> {
  nextEnv.loadEnvConfig(process.cwd(), false, { info: () => {}, error: () => {} });
  const given = process.env.DATABASE_URL?.trim() ?? '';
  if (given !== '') {
    await migrateGiven(given, process.env.DATABASE_OWNER_URL?.trim());
    return connected(given, work);
  }
  // Uses the demo's own key, which encrypted what the demo wrote.
  process.env.PERSON_KEY = await keepPersonKey(DATA_DIR);
  process.env.CHECKPOINT_DIR = keptCheckpoints(DATA_DIR);
  const running = (await readFile(addressFile(DATA_DIR), 'utf8').catch(() => '')).trim();
  if (running !== '' && (await answers(running))) return connected(running, work);

  const folder = path.join(DATA_DIR, 'postgres');
  if (!existsSync(folder)) {
    throw new SetupProblem('There is no database yet; set DATABASE_URL, or run npm run demo first.');
  }
  const server = await startEmbeddedPostgres({ dataDir: folder, say: console.error });
  try {
    return await connected(await migrateEmbedded(server.url), work);
  } finally {
    await server.stop();
  }
}
