// Baseline of the audit: it reads, parses and hashes the same events and nothing else, in as many processes as the audit has.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import os from 'node:os';
import { fileURLToPath } from 'node:url';
import { openLedgerReader, type Slice } from '../db/ledger-reader';
import type { LimitTask } from './ledger-limit-process';

const PROCESS = fileURLToPath(new URL('./ledger-limit-process.ts', import.meta.url));
const EVENTS_PER_SLICE = 10_000;

async function drain(url: string, slices: Slice[]): Promise<number> {
  const child = fork(PROCESS, { execArgv: ['--import', 'tsx', '--max-semi-space-size=32'] });
  let events = 0;
  for (let slice = slices.shift(); slice !== undefined; slice = slices.shift()) {
    child.send({ url, slice } satisfies LimitTask);
    const [count] = (await once(child, 'message')) as [number];
    events += count;
  }
  const ended = once(child, 'exit');
  child.disconnect();
  await ended;
  return events;
}

/** @returns events per second */
export async function measureLimit(url: string): Promise<number> {
  const reader = openLedgerReader(url);
  const slices = await reader.slices(EVENTS_PER_SLICE);
  await reader.close();
  const from = performance.now();
  const processes = Math.min(os.availableParallelism(), slices.length);
  const counts = await Promise.all(Array.from({ length: processes }, () => drain(url, slices)));
  return (counts.reduce((sum, count) => sum + count, 0) / (performance.now() - from)) * 1000;
}
