// Database of a command that exceeds the rights of the app's role: it connects as the owner of the tables.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import nextEnv from '@next/env';
import { connectDatabase, type Db } from '../db/client';
import { startEmbeddedPostgres } from '../db/embedded';
import { SetupProblem } from '../db/embedded/problem';
import { keepPersonKey } from './seal-key-files';
import { addressFile, migrateEmbedded, migrateGiven } from './stack-database';

const DATA_DIR = path.resolve('.data');

async function connected<T>(url: string, work: (db: Db) => Promise<T>): Promise<T> {
  const { db, close } = connectDatabase(url, 'owner');
  try {
    return await work(db);
  } finally {
    await close();
  }
}

/** @throws SetupProblem when there is no database to work on, or the demo runs on it */
export async function withOwner<T>(work: (db: Db) => Promise<T>): Promise<T> {
  nextEnv.loadEnvConfig(process.cwd(), false, { info: () => {}, error: () => {} });
  const given = process.env.DATABASE_URL?.trim() ?? '';
  if (given !== '') {
    const owner = process.env.DATABASE_OWNER_URL?.trim() || given;
    await migrateGiven(given, owner);
    return connected(owner, work);
  }
  const folder = path.join(DATA_DIR, 'postgres');
  if (!existsSync(folder))
    throw new SetupProblem('There is no database yet; set DATABASE_URL, or run npm run demo first.');
  if ((await readFile(addressFile(DATA_DIR), 'utf8').catch(() => '')) !== '')
    throw new SetupProblem(
      'The demo is running and offers only the app’s login to its database: stop it first.',
    );
  process.env.PERSON_KEY = await keepPersonKey(DATA_DIR);
  const server = await startEmbeddedPostgres({ dataDir: folder, say: console.error });
  try {
    await migrateEmbedded(server.url);
    return await connected(server.url, work);
  } finally {
    await server.stop();
  }
}
