// Benchmark of the job queue: `npx tsx bench/queue.ts [--pg-boss FOLDER]`. Exit code 1: a job starts or is repeated too late.
// For the comparison, run `npm install pg-boss@10` in an empty FOLDER first: it is no package of this project.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { chmod, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startEmbeddedPostgres } from '../db/embedded';
import { migrateDatabase } from '../db/migrate';
import { bossIn } from './queue-boss';
import { openOwnQueue } from './queue-own';
import type { OpenQueue, Queue } from './queue-shape';
import { count, figure, isShort, outcome } from './report';

const LIMITS = { startMs: 100, againMs: 60_000 };
const SAMPLES = isShort ? 5 : 100;
const JOBS = isShort ? 400 : 5_000;
/** Few ordering keys, so that several workers meet the same key at once, where a queue does not prevent that. */
const LANES = 50;
const KILL_TARGET = fileURLToPath(new URL('./queue-kill-target.ts', import.meta.url));

interface Figures {
  startP50: number;
  startP95: number;
  perSecond: number;
  /** Ordering keys in which a job ran before an earlier one. */
  lanesOutOfOrder: number;
  againMs: number | null;
}

/** Milliseconds from commit to the beginning of the job, one job at a time. */
async function measureStart(queue: Queue): Promise<number[]> {
  let begun: (at: number) => void = () => {};
  const end = await queue.work(async () => begun(performance.now()));
  const waits: number[] = [];
  for (let n = 0; n < SAMPLES; n += 1) {
    const start = new Promise<number>((resolve) => {
      begun = resolve;
    });
    await queue.enqueue(`start-${n}`, n);
    const committed = performance.now();
    waits.push((await start) - committed);
    // A random pause, so that jobs are not in step with the poll interval.
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 300));
  }
  await end();
  return waits.sort((a, b) => a - b);
}

async function measureThroughput(queue: Queue): Promise<{ perSecond: number; lanesOutOfOrder: number }> {
  const all = Array.from({ length: JOBS }, (_, n) => n);
  // In order within each key, eight keys at once.
  for (let n = 0; n < JOBS; n += 8)
    await Promise.all(all.slice(n, n + 8).map((each) => queue.enqueue(`lane-${each % LANES}`, each)));
  const last = new Map<string, number>();
  const wrong = new Set<string>();
  let done = 0;
  let finish: () => void = () => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const run = async (lane: string, n: number) => {
    if (!lane.startsWith('lane-')) return;
    if ((last.get(lane) ?? -1) > n) wrong.add(lane);
    last.set(lane, n);
    // As long as the shortest call takes, sometimes longer: that is when order is lost.
    await new Promise((resolve) => setTimeout(resolve, n % 50 === 0 ? 20 : 0));
    done += 1;
    if (done === JOBS) finish();
  };
  const from = performance.now();
  const ends = await Promise.all([queue.work(run), queue.work(run)]);
  await finished;
  const perSecond = (JOBS / (performance.now() - from)) * 1000;
  for (const end of ends) await end();
  return { perSecond, lanesOutOfOrder: wrong.size };
}

/** Milliseconds from killing a worker until another one repeats its job. */
async function measureAgain(queue: Queue, url: string, folder: string | undefined): Promise<number> {
  // Address of the throw-away server, which may be visible among the arguments.
  const args = [url, ...(folder === undefined ? [] : [folder])];
  const killTarget = fork(KILL_TARGET, args, { execArgv: ['--import', 'tsx'] });
  await queue.enqueue('killed', 1);
  await once(killTarget, 'message');
  const gone = once(killTarget, 'exit');
  killTarget.kill('SIGKILL');
  await gone;
  const from = performance.now();
  let end: (() => Promise<void>) | undefined;
  const again = new Promise<void>((resolve) => {
    void queue
      .work(async () => resolve())
      .then((stop) => {
        end = stop;
      });
  });
  await again;
  const waited = performance.now() - from;
  await end?.();
  return waited;
}

async function measure(open: OpenQueue, url: string, folder?: string): Promise<Figures> {
  const queue = await open(url);
  try {
    const waits = await measureStart(queue);
    const at = (share: number) => waits[Math.floor(waits.length * share)] ?? 0;
    return {
      startP50: at(0.5),
      startP95: at(0.95),
      ...(await measureThroughput(queue)),
      againMs: isShort ? null : await measureAgain(queue, url, folder),
    };
  } finally {
    await queue.close();
  }
}

const { values } = parseArgs({ options: { 'pg-boss': { type: 'string' }, short: { type: 'boolean' } } });
const root = mkdtempSync(path.join(os.tmpdir(), 'accord-queue-'));
await chmod(root, 0o755);
const server = await startEmbeddedPostgres({ dataDir: path.join(root, 'pg'), durable: false });
try {
  await migrateDatabase(server.url);
  console.log(`PostgreSQL ${server.version}, load ${os.loadavg()[0]?.toFixed(1)}`);
  const ours = await measure(openOwnQueue, server.url);
  const folder = values['pg-boss'];
  const boss = folder === undefined ? null : await measure(bossIn(folder), server.url, folder);
  for (const name of Object.keys(ours) as (keyof Figures)[]) {
    const [own, other] = [ours[name], boss?.[name] ?? null];
    if (own === null) continue;
    const beside =
      other === null ? '' : `  pg-boss ${other.toFixed(1).padStart(9)}  ratio ${(own / other).toFixed(3)}`;
    console.log(`${name.padEnd(16)} ours ${own.toFixed(1).padStart(9)}${beside}`);
  }
  figure('start of a job, p50', ours.startP50, { atMost: LIMITS.startMs }, ' ms');
  // A killed worker's lease has to run out: too long for the short form.
  if (ours.againMs !== null) figure('repeated after a kill', ours.againMs, { atMost: LIMITS.againMs }, ' ms');
  count('lanes out of order', ours.lanesOutOfOrder, { atMost: 0 });
  process.exitCode = outcome();
} finally {
  await server.stop();
  await rm(root, { recursive: true, force: true });
}
