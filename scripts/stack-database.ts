// Owns the database of a stack: the given one, or an embedded one; either way migrated and with its catalogue.
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { startEmbeddedPostgres } from '../db/embedded';
import { errorCode, SetupProblem } from '../db/embedded/problem';
import { migrateDatabase } from '../db/migrate';
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

/** Where a running embedded database can be reached, for commands; readable by its owner only. */
export const addressFile = (dataDir: string) => path.join(dataDir, 'database-url');

/** Never with the password. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : 'the address given';
}

function firstCode(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return errorCode(error) || errorCode(cause);
}

/** Migrates a database that is not ours to start; says plainly when it cannot be reached. */
export async function migrateGiven(url: string): Promise<void> {
  try {
    await migrateDatabase(url);
  } catch (error) {
    const code = firstCode(error);
    if (/^(ECONN|ENOTFOUND|EAI_|CONNECT|28|3D)/.test(code)) {
      throw new SetupProblem(`The database at ${hostOf(url)} cannot be used (${code}); check DATABASE_URL.`);
    }
    throw error;
  }
}

/** Answers its address. `onRunning` is told of a server that has to be stopped later, before anything else is tried. */
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
  await writeFile(address, server.url, { mode: 0o600 });
  await migrateDatabase(server.url);
  await seedCatalogue(server.url);
  return server.url;
}
