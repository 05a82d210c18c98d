// Database of a stack: the configured one, or an embedded one; either way migrated and with its catalogue.
import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { connectDatabase } from '../db/client';
import { startEmbeddedPostgres } from '../db/embedded';
import { openAppLogin } from '../db/embedded/app-login';
import { errorCode, SetupProblem } from '../db/embedded/problem';
import { migrateDatabase } from '../db/migrate';
import { canOpenKeys } from '../db/queries/person-keys';
import { seedCatalogue } from '../db/seed';

interface Options {
  dataDir: string;
  databaseUrl?: string;
  say?: (sentence: string) => void;
}

interface Running {
  stop(): Promise<void>;
  ended: Promise<void>;
}

/** File with the address of a running embedded database, for commands; readable by its owner only. */
export const addressFile = (dataDir: string) => path.join(dataDir, 'database-url');

/** Folder for the checkpoints of the embedded database. A configured database has a folder of its own, or none. */
export const checkpointFolder = (dataDir: string) => path.resolve(dataDir, 'checkpoints');

/** Empty where the demo has written none yet. */
export const keptCheckpoints = (dataDir: string) =>
  existsSync(checkpointFolder(dataDir)) ? checkpointFolder(dataDir) : '';

/** Host for messages, which must never contain the password. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : 'the address given';
}

function firstCode(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return errorCode(error) || errorCode(cause);
}

/** @throws SetupProblem where another key encrypted the personal data of the ledger: this key could read and write none of it */
export async function refuseForeignKeys(url: string): Promise<void> {
  const { db, close } = connectDatabase(url);
  try {
    if (!(await canOpenKeys(db)))
      throw new SetupProblem(
        'PERSON_KEY does not decrypt the keys of persons in this database; set the key that encrypted them, or name it in PERSON_KEY_PREVIOUS.',
      );
  } finally {
    await close();
  }
}

/**
 * Migrates a database that was configured, as its owner, and says plainly what is wrong with it.
 * @param url the app's: it runs as a role that cannot change the ledger, whichever user signs in
 * @param ownerUrl of the owner of the tables; empty or absent when that is the app's own user
 */
export async function migrateGiven(url: string, ownerUrl = ''): Promise<void> {
  const owner = ownerUrl === '' ? url : ownerUrl;
  try {
    await migrateDatabase(owner, url);
  } catch (error) {
    const code = firstCode(error);
    if (/^(ECONN|ENOTFOUND|EAI_|CONNECT|28|3D)/.test(code)) {
      throw new SetupProblem(
        `The database at ${hostOf(owner)} cannot be used (${code}); check DATABASE_URL${owner === url ? '' : ' and DATABASE_OWNER_URL'}.`,
      );
    }
    if (code === '42501') {
      throw new SetupProblem(
        `The database user may not bring the database at ${hostOf(owner)} up to date; name the owner of its tables in DATABASE_OWNER_URL.`,
      );
    }
    throw error;
  }
}

/** Migrates the embedded database as its owner. @returns the app's address of it */
export async function migrateEmbedded(ownerUrl: string): Promise<string> {
  await migrateDatabase(ownerUrl);
  return openAppLogin(ownerUrl);
}

/** Returns the app's address of it. Calls `onRunning` with the server, which has to be stopped later, before any other step can fail. */
export async function prepareDatabase(
  options: Options,
  onRunning: (server: Running) => void,
): Promise<string> {
  const { dataDir, databaseUrl, say } = options;
  if (databaseUrl !== undefined) {
    await migrateGiven(databaseUrl);
    await seedCatalogue(databaseUrl);
    return databaseUrl;
  }
  const folder = path.join(dataDir, 'postgres');
  const server = await startEmbeddedPostgres({ dataDir: folder, ...(say === undefined ? {} : { say }) });
  const address = addressFile(dataDir);
  onRunning({
    ended: server.ended,
    stop: async () => {
      await rm(address, { force: true });
      await server.stop();
    },
  });
  const url = await migrateEmbedded(server.url);
  await writeFile(address, url, { mode: 0o600 });
  await seedCatalogue(url);
  return url;
}
