// Tests of the command line: one line when ready, graceful shutdown, clear refusals.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startForTest } from './client';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-main-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function run(...args: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', MAIN, ...args]);
  let out = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (out += chunk));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { child, ended, said: () => out };
}

it('says where it is, keeps its state, and ends on SIGTERM', async () => {
  const state = join(folder, 'state.json');
  const { child, ended, said } = run('--port', '0', '--state', state);
  await expect
    .poll(said)
    .toMatch(/^Sandbox ready at http:\/\/127\.0\.0\.1:\d+, profile documented except no-connection-info\n$/);
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
  expect(JSON.parse(await readFile(state, 'utf8'))).toMatchObject({ version: 2, companies: [] });
});

it('refuses a busy port, a corrupt file and a wrong option in one sentence', async () => {
  const busy = await startForTest();
  const broken = join(folder, 'broken.json');
  await writeFile(broken, 'not state');
  const refusals = [
    run('--port', new URL(busy.url).port),
    run('--port', '0', '--state', broken),
    run('--port', 'many'),
    run('--colour', 'red'),
  ];
  expect(await Promise.all(refusals.map(({ ended }) => ended))).toEqual([1, 1, 1, 1]);
  for (const { said } of refusals) expect(said().trim().split('\n')).toHaveLength(1);
  expect(refusals[0]?.said()).toContain('is in use');
  expect(refusals[1]?.said()).toContain('cannot be read');
  await busy.close();
});

it('opens the control API to this machine only', async () => {
  const outside = Object.values(networkInterfaces())
    .flat()
    .find((each) => each?.family === 'IPv4' && !each.internal)?.address;
  const sandbox = await startForTest({ host: '0.0.0.0' });
  const { port } = new URL(sandbox.url);
  expect((await fetch(`${sandbox.url}/_sandbox/config`)).status).toBe(200);
  // A machine without a network has no outside to test from.
  if (outside) expect((await fetch(`http://${outside}:${port}/_sandbox/config`)).status).toBe(404);
  await sandbox.close();
});
