// Test of the embedded server: it refuses unsafe folders, and keeps every write that it acknowledged.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync } from 'node:fs';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedPostgres, removeEmbeddedData, startEmbeddedPostgres } from './embedded';
import { hasSystemPostgres, type PostgresSource } from './embedded/binaries';
import { isAlive } from './embedded/process-facts';

const sources: PostgresSource[] = (await hasSystemPostgres()) ? ['system', 'package'] : ['package'];
const quiet = { max: 1, connect_timeout: 3, onnotice: () => {} };

function newFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'accord-embedded-'));
  chmodSync(folder, 0o755);
  return folder;
}

async function ask<T extends object>(url: string, query: string): Promise<T[]> {
  const sql = postgres(url, quiet);
  try {
    return await sql.unsafe<T[]>(query);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function killHard(server: EmbeddedPostgres): Promise<void> {
  process.kill(server.pid, 'SIGKILL');
  while (isAlive(server.pid)) await new Promise((resolve) => setTimeout(resolve, 10));
}

describe.each(sources)('the embedded server of the %s', (source) => {
  const root = newFolder();
  const dataDir = path.join(root, 'pg');
  let server: EmbeddedPostgres;
  const start = (durable = true) => startEmbeddedPostgres({ dataDir, source, durable });

  beforeAll(async () => {
    server = await start();
  });
  afterAll(async () => {
    await server.stop();
    await rm(root, { recursive: true, force: true });
  });

  it('is UTF-8, asks for a password, and listens on this machine only', async () => {
    const [row] = await ask<{ enc: string; addr: string; fsync: string }>(
      server.url,
      `select current_setting('server_encoding') enc, current_setting('listen_addresses') addr, current_setting('fsync') fsync`,
    );
    expect(row).toEqual({ enc: 'UTF8', addr: '127.0.0.1', fsync: 'on' });
    const url = new URL(server.url);
    url.password = 'wrong';
    await expect(ask(url.href, 'select 1')).rejects.toThrow(/password authentication failed/);
    expect((await stat(path.join(dataDir, 'password'))).mode & 0o777).toBe(0o600);
    expect(Number.parseInt(server.version, 10)).toBeGreaterThanOrEqual(14);
  });

  it('refuses a folder that another run is using', async () => {
    await expect(start()).rejects.toThrow(/in use by another running Accord \(process \d+\); stop that one/);
  });

  it('keeps every acknowledged row through kill -9', async () => {
    await ask(server.url, 'create table kept (n int)');
    const sql = postgres(server.url, quiet);
    let acknowledged = 0;
    const writing = (async () => {
      for (let n = 1; ; n += 1) {
        await sql`insert into kept values (${n})`;
        acknowledged = n;
      }
    })().catch(() => {});
    while (acknowledged < 100) await new Promise((resolve) => setTimeout(resolve, 5));
    await killHard(server);
    await writing;
    await sql.end({ timeout: 1 });
    server = await start();
    const [row] = await ask<{ n: number }>(server.url, 'select count(*)::int n from kept');
    expect(row?.n).toBeGreaterThanOrEqual(acknowledged);
  });

  it('takes over a server whose parent was killed', async () => {
    const orphan = server.pid;
    // A process that has ended: the parent that is no more.
    const ended = spawn(process.execPath, ['-e', '']);
    await once(ended, 'exit');
    await writeFile(path.join(dataDir, 'parent'), String(ended.pid));
    server = await start();
    expect(isAlive(orphan)).toBe(false);
    await ask(server.url, 'select 1');
  });

  it('does not mistake an unrelated process for its own', async () => {
    await killHard(server);
    const file = path.join(dataDir, 'cluster', 'postmaster.pid');
    const lines = (await readFile(file, 'utf8')).split('\n');
    await writeFile(file, [String(process.pid), ...lines.slice(1)].join('\n'));
    server = await start();
    await ask(server.url, 'select 1');
  });

  it('stops and leaves no process', async () => {
    await server.stop();
    expect(isAlive(server.pid)).toBe(false);
    server = await start();
  });

  it('refuses a folder of another major version', async () => {
    await server.stop();
    const marker = path.join(dataDir, 'complete.json');
    const before = await readFile(marker, 'utf8');
    await writeFile(marker, JSON.stringify({ major: 13, version: '13.1' }));
    await expect(start()).rejects.toThrow(
      /was made by PostgreSQL 13, but this machine has \d+; run npm run demo/,
    );
    await writeFile(marker, before);
    server = await start();
  });
});

it('refuses a half-written folder and recovers when it is emptied', async () => {
  const root = newFolder();
  const dataDir = path.join(root, 'pg');
  await mkdir(path.join(dataDir, 'cluster'), { recursive: true });
  await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(/half-written.*npm run demo -- --reset/);
  await removeEmbeddedData(dataDir);
  const server = await startEmbeddedPostgres({ dataDir, durable: false });
  await server.stop();
  await rm(root, { recursive: true, force: true });
});

it.runIf(process.getuid?.() === 0)('serves a project that lies in a closed folder', async () => {
  const root = mkdtempSync(path.join(os.tmpdir(), 'accord-closed-'));
  const dataDir = path.join(root, 'pg');
  const said: string[] = [];
  const server = await startEmbeddedPostgres({ dataDir, durable: false, say: (line) => said.push(line) });
  await ask(server.url, 'select 1');
  await server.stop();
  expect(said.join()).toMatch(
    /^The user \w+ cannot enter .*pg, so the database is kept in .*accord-[0-9a-f]{12}/,
  );
  await removeEmbeddedData(dataDir);
  await rm(root, { recursive: true, force: true });
});
