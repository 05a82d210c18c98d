// Resilience test of the database connections: killed backends, a killed server, connections past their age.
import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { measureAgeing } from '../bench/ageing';
import { useTestDatabase } from '../e2e/database';
import { startLoad } from '../e2e/faults/load';
import { connectDatabase } from './client';
import { startEmbeddedPostgres } from './embedded';
import { isAlive } from './embedded/process-facts';

const database = useTestDatabase();
const run = promisify(execFile);

it('survives backends that end inside transactions, and keeps nothing of those transactions', async () => {
  const { stdout } = await run(process.execPath, [
    '--import',
    'tsx',
    'e2e/faults/lost-backend.ts',
    database.url,
  ]);
  expect(JSON.parse(stdout)).toEqual({
    transaction: expect.not.stringMatching('committed'),
    late: expect.not.stringMatching('committed'),
    reserved: expect.not.stringMatching('kept'),
    kept: '0',
    next: '1',
  });
});

it('answers within a second of the server being back, hangs nothing, and loses no acknowledged row', async () => {
  const root = mkdtempSync(path.join(os.tmpdir(), 'accord-faults-'));
  chmodSync(root, 0o755);
  const dataDir = path.join(root, 'pg');
  let server = await startEmbeddedPostgres({ dataDir });
  const port = Number(new URL(server.url).port);
  const connections = connectDatabase(server.url, 'owner');
  await connections.db.execute(sql`create table kept (n int)`);
  const load = startLoad(connections, 15);
  await sleep(1500);

  process.kill(server.pid, 'SIGKILL');
  while (isAlive(server.pid)) await sleep(5);
  await sleep(1000);
  server = await startEmbeddedPostgres({ dataDir, port });
  const back = Date.now();
  await sleep(2500);
  await load.stop();

  const first = load.answers.filter((a) => a.ok && a.endedAt >= back).map((a) => a.endedAt - back);
  const longest = Math.max(...load.answers.map((a) => a.endedAt - a.startedAt));
  console.info(`first answer ${Math.min(...first)} ms after the restart, longest wait ${longest} ms`);
  expect(Math.min(...first)).toBeLessThanOrEqual(1000);
  expect(longest).toBeLessThan(5000);
  const rows = await connections.db.execute<{ n: number }>(sql`select n from kept`);
  const kept = new Set(rows.map((row) => row.n));
  expect(load.acknowledged.length).toBeGreaterThan(100);
  expect(load.acknowledged.filter((n) => !kept.has(n))).toEqual([]);

  await connections.close();
  await server.stop();
  await rm(root, { recursive: true, force: true });
});

it('does not slow down with age', async () => {
  const aged = { windows: 5, each: { queries: 30_000 }, pairs: 15 };
  const { againstNew, perWindow } = await measureAgeing(database.url, aged);
  console.info(`queries per second: ${perWindow.join(' ')}; to a new pool: ${againstNew.toFixed(2)}`);
  // Ten minutes of it: `npx tsx bench/db-ageing.ts`. Unpatched, the driver is at 0.56 after so many queries.
  expect(againstNew).toBeGreaterThan(0.7);
});
