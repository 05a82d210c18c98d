// Server process of the embedded Postgres: clears what a killed run left behind, starts, waits for readiness, stops.
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { type Binaries, program } from './binaries';
import { USER } from './cluster';
import type { Owner } from './owner';
import { SetupProblem } from './problem';
import { commandOf, isAlive } from './process-facts';

export interface Server {
  port: number;
  pid: number;
  /** Resolves when the process has exited, for whatever reason. */
  ended: Promise<void>;
  stop(): Promise<void>;
}

interface Launch {
  place: string;
  cluster: string;
  password: string;
  binaries: Binaries;
  owner: Owner | null;
  durable: boolean;
  port: number | undefined;
}

const START_MS = 30_000;

async function waitUntil(condition: () => boolean, ms: number): Promise<boolean> {
  for (const end = Date.now() + ms; Date.now() < end; await sleep(50)) if (condition()) return true;
  return condition();
}

/** Fast shutdown, then an immediate one after ten seconds; resolves when the process has exited. */
async function shutDown(pid: number, gone: () => boolean): Promise<void> {
  for (const [signal, patience] of [
    ['SIGINT', 10_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 2_000],
  ] as const) {
    if (gone()) return;
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    if (await waitUntil(gone, patience)) return;
  }
}

/** A postmaster.pid is left by kill -9, by a run that is still going, or by one whose parent was killed. */
async function takeOver({ place, cluster }: Launch): Promise<void> {
  const pidFile = path.join(cluster, 'postmaster.pid');
  const text = await readFile(pidFile, 'utf8').catch(() => null);
  if (text === null) return;
  const pid = Number.parseInt(text, 10);
  if (!isAlive(pid) || !commandOf(pid).includes('postgres')) {
    // The number may belong to an unrelated process by now, which PostgreSQL cannot tell from itself.
    await rm(pidFile, { force: true });
    return;
  }
  const parent = Number(await readFile(path.join(place, 'parent'), 'utf8').catch(() => '0'));
  if (isAlive(parent) && commandOf(parent).includes('node')) {
    throw new SetupProblem(
      `The data in ${place} is in use by another running Accord (process ${parent}); stop that one first.`,
    );
  }
  await shutDown(pid, () => !isAlive(pid));
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise<unknown>((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

function settings(port: number, durable: boolean): string[] {
  const values = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    shared_buffers: '128MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    jit: 'off',
    ...(durable ? {} : { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }),
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

function launch({ place, cluster, binaries, owner, durable }: Launch, port: number): ChildProcess {
  const log = openSync(path.join(place, 'server.log'), 'a');
  try {
    return spawn(program(binaries.bin, 'postgres'), ['-D', cluster, ...settings(port, durable)], {
      cwd: place,
      // Its own group: Ctrl-C in the terminal must not stop it before the app that uses it.
      detached: true,
      stdio: ['ignore', log, log],
      ...(owner === null ? {} : { uid: owner.uid, gid: owner.gid }),
    });
  } finally {
    closeSync(log);
  }
}

async function answers(url: string, child: ChildProcess): Promise<boolean> {
  for (
    const end = Date.now() + START_MS;
    Date.now() < end && child.exitCode === null && child.signalCode === null;
    await sleep(40)
  ) {
    const sql = postgres(url, { max: 1, connect_timeout: 2, fetch_types: false, onnotice: () => {} });
    try {
      await sql`select 1`;
      return true;
    } catch {
      // Not ready yet: starting up, or replaying what a killed run had acknowledged.
    } finally {
      await sql.end({ timeout: 1 });
    }
  }
  return false;
}

export const urlOf = (password: string, port: number) =>
  `postgres://${USER}:${password}@127.0.0.1:${port}/postgres`;

export async function startServer(options: Launch): Promise<Server> {
  await takeOver(options);
  // Two retries: the port may be taken before it is used, and a killed server's shared memory lives a moment longer.
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const port = options.port ?? (await freePort());
    const child = launch(options, port);
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    const failed = new Promise<never>((_, reject) => child.once('error', reject));
    await writeFile(path.join(options.place, 'parent'), String(process.pid));
    if (await Promise.race([answers(urlOf(options.password, port), child), failed])) {
      const pid = child.pid ?? 0;
      return {
        port,
        pid,
        ended,
        stop: () => shutDown(pid, () => child.exitCode !== null || child.signalCode !== null),
      };
    }
    if (child.pid !== undefined) await shutDown(child.pid, () => child.exitCode !== null);
    await sleep(1000);
  }
  const log = path.join(options.place, 'server.log');
  const last = existsSync(log) ? ((await readFile(log, 'utf8')).trim().split('\n').at(-1) ?? '') : '';
  throw new SetupProblem(`PostgreSQL did not start (${last}); see ${log}, or run npm run demo -- --reset.`);
}
