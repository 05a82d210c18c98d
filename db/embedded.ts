// Embedded Postgres for machines that have none configured: a real server as a child process, its data in one folder.
import { lstat, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { findBinaries, type PostgresSource } from './embedded/binaries';
import { existingMajor, folderAt, makeFolder, prepareCluster } from './embedded/cluster';
import { canReach, copyBinaries, findOwner, makeOpenPlace, openDataFolder } from './embedded/owner';
import { startServer, urlOf } from './embedded/server';

export interface EmbeddedOptions {
  dataDir: string;
  /** Forces one of the two; otherwise the system's programs are preferred. */
  source?: PostgresSource;
  /** False only for tests: a crash of the machine may then lose data, and so may a crash of the server. */
  durable?: boolean;
  /** A free port when absent. */
  port?: number;
  /** Receives one sentence when a file is in an unexpected place. */
  say?: (sentence: string) => void;
}

export interface EmbeddedPostgres {
  url: string;
  source: PostgresSource;
  version: string;
  /** Process id of the server. */
  pid: number;
  /** Resolves when the server has exited, for whatever reason. */
  ended: Promise<void>;
  stop(): Promise<void>;
}

export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const dataDir = path.resolve(options.dataDir);
  await makeFolder(dataDir);
  const owner = findOwner();
  let place = dataDir;
  if (owner !== null && !canReach(owner, dataDir)) {
    place = path.join(await makeOpenPlace(dataDir), 'postgres');
    await mkdir(place, { recursive: true, mode: 0o700 });
    options.say?.(`The user ${owner.name} cannot enter ${dataDir}, so the database is kept in ${place}.`);
  }
  const binaries = await findBinaries(options.source, await existingMajor(folderAt(place)));
  if (!canReach(owner, path.join(binaries.bin, 'postgres'))) {
    binaries.bin = await copyBinaries(binaries.bin, binaries.version, await makeOpenPlace(dataDir));
  }
  const durable = options.durable ?? true;
  const password = await prepareCluster(place, binaries, owner, durable);
  const { cluster } = folderAt(place);
  const server = await startServer({
    place,
    cluster,
    password,
    binaries,
    owner,
    durable,
    port: options.port,
  });
  return {
    url: urlOf(password, server.port),
    source: binaries.source,
    version: binaries.version,
    pid: server.pid,
    ended: server.ended,
    stop: server.stop,
  };
}

/** Empties the data folder, wherever it is. Only while no server uses it. */
export async function removeEmbeddedData(dataDir: string): Promise<void> {
  const place = openDataFolder(path.resolve(dataDir));
  const stat = await lstat(place).catch(() => null);
  await rm(dataDir, { recursive: true, force: true });
  if (stat?.isDirectory() === true && stat.uid === process.getuid?.())
    await rm(place, { recursive: true, force: true });
}
