// Benchmark of a sandbox as full as a long series of test runs leaves it.

import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { findIntegration } from '../src/catalogue/catalogue';
import { API_KEY } from '../src/config/config';
import { addCompany } from '../src/domain/company';
import { authorise, startConnection } from '../src/domain/connection';
import { organisationsOf } from '../src/domain/organisations';
import { makeSigningKey } from '../src/oidc/keys';
import { createClock } from '../src/state/clock';
import { takeSnapshot } from '../src/state/snapshot';
import { createWorld } from '../src/state/world';
import { publish } from '../src/wire/events';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const COMPANIES = 1000;
/** Two are authorised; the third waits, as many do. */
const PLATFORMS = ['gbol', 'natwest_uk', 'fztf'];

export interface Figure {
  name: string;
  value: number;
  limit: number;
  unit: string;
}

async function fullState(): Promise<string> {
  const url = 'http://127.0.0.1:1';
  const world = createWorld({ publish, clock: createClock(), url, appUrl: url, syncSeconds: 20 });
  for (let index = 0; index < COMPANIES; index += 1) {
    const company = addCompany(world, { name: `Business ${index}`, tags: { run: String(index % 100) } });
    for (const [place, key] of PLATFORMS.entries()) {
      const integration = findIntegration(key);
      if (!integration) throw new Error(`The catalogue has no platform ${key}.`);
      const connection = startConnection(world, company, integration);
      const [organisation] = organisationsOf(company, integration);
      if (place < 2) authorise(world, company, connection, { organisation });
    }
  }
  world.scheduler.close();
  return JSON.stringify({ ...takeSnapshot(world), signingKey: await makeSigningKey() });
}

async function start(stateFile: string): Promise<{ child: ChildProcess; url: string; ms: number }> {
  const began = performance.now();
  const child = spawn(process.execPath, ['--import', 'tsx', MAIN, '--port', '0', '--state', stateFile]);
  const url = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk;
      const [, address] = /^Sandbox ready at ([^\s,]+), /.exec(said) ?? [];
      if (address) resolve(address);
    });
    // After the address is known this changes nothing any more.
    child.once('exit', () => reject(new Error(`The sandbox ended before it was ready: ${said}`)));
  });
  return { child, url, ms: performance.now() - began };
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function call(url: string, init: RequestInit = {}): Promise<number> {
  const authorization = `Basic ${Buffer.from(API_KEY).toString('base64')}`;
  const began = performance.now();
  const headers = { authorization, 'content-type': 'application/json' };
  const response = await fetch(url, { ...init, headers });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return performance.now() - began;
}

/** How long one small call waits at worst while changes to the whole state are being written. */
async function longestPause(url: string, seconds: number): Promise<number> {
  let worst = 0;
  const until = performance.now() + seconds * 1000;
  for (let index = 0; performance.now() < until; index += 1) {
    if (index % 20 === 0)
      await call(`${url}/companies`, { method: 'POST', body: `{"name":"Later ${index}"}` });
    worst = Math.max(worst, await call(`${url}/profile`));
    await sleep(5);
  }
  return worst;
}

/** Linux says it in a file; nowhere else is it worth a program of its own. */
function memoryOf({ pid }: ChildProcess): number {
  const file = `/proc/${pid}/status`;
  const [, kilobytes] = existsSync(file) ? (/VmRSS:\s+(\d+)/.exec(readFileSync(file, 'utf8')) ?? []) : [];
  return Number(kilobytes ?? 0) / 1024;
}

async function companyIds(url: string): Promise<string[]> {
  const response = await fetch(`${url}/_sandbox/state`);
  const { companies }: { companies: { id: string }[] } = await response.json();
  return companies.map(({ id }) => id);
}

/** Whatever else the machine does only adds to a start, so the quickest of three speaks. */
async function startThrice(stateFile: string): Promise<Awaited<ReturnType<typeof start>>> {
  const times: number[] = [];
  for (let round = 0; round < 2; round += 1) {
    const { child, ms } = await start(stateFile);
    child.kill('SIGKILL');
    times.push(ms);
  }
  const last = await start(stateFile);
  return { ...last, ms: Math.min(last.ms, ...times) };
}

/** What a start costs at least, here and now: the same runtime with nothing to run. */
export async function emptyStart(): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const began = performance.now();
    const child = spawn(process.execPath, ['--import', 'tsx', '--eval', '']);
    await new Promise((resolve) => child.once('exit', resolve));
    times.push(performance.now() - began);
  }
  return Math.min(...times);
}

/** @param calls lists of each kind @param seconds how long changes are made and written */
export async function measureScale({
  calls,
  seconds,
}: {
  calls: number;
  seconds: number;
}): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-scale-'));
  const file = join(folder, 'state.json');
  await writeFile(file, await fullState());
  const { child, url, ms } = await startThrice(file);
  try {
    const ids = await companyIds(url);
    const [companies, connections]: [number[], number[]] = [[], []];
    for (let index = 0; index < calls; index += 1) {
      companies.push(await call(`${url}/companies?pageSize=100&page=${1 + (index % 10)}`));
      connections.push(await call(`${url}/companies/${ids[index % ids.length]}/connections`));
    }
    const pause = await longestPause(url, seconds);
    return [
      { name: 'start', value: ms, limit: 1000, unit: 'ms' },
      { name: 'list of 100 companies', value: median(companies), limit: 50, unit: 'ms' },
      { name: 'list of connections', value: median(connections), limit: 50, unit: 'ms' },
      { name: 'longest pause while writing', value: pause, limit: 100, unit: 'ms' },
      { name: 'memory', value: memoryOf(child), limit: 200, unit: 'MB' },
    ];
  } finally {
    child.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  }
}
