// Test of the runner of checks: a stopped run leaves no process and no folder.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { isAlive } from '@/db/embedded/process-facts';

test('a run that is stopped half-way leaves no process and no folder', { timeout: 60_000 }, async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'accord-stopped-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'started.json');
  const args = ['--import', 'tsx', 'e2e/processes/stopped-run.ts', file];
  const run = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve) => run.once('exit', resolve));
  let said = '';
  for (const stream of [run.stdout, run.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk));
  await expect.poll(() => existsSync(file) || run.exitCode !== null).toBe(true);
  const started = JSON.parse(readFileSync(file, 'utf8')) as { pids: number[]; folder: string };
  expect(started.pids.map(isAlive)).toEqual([true, true, true]);
  expect(started.folder).toContain('accord-run-');
  run.kill('SIGTERM');
  expect(await ended, said).toBe(143);
  expect(said).not.toContain('FAILED');
  expect(started.pids.filter(isAlive)).toEqual([]);
  expect(existsSync(started.folder)).toBe(false);
});
