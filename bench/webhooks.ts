// Benchmark of webhook intake: `npx tsx bench/webhooks.ts [--events 10000]`. Exit code 1: one is not accepted, not applied once, or too slow.
// The app and a bare node:http handler take turns, each in a process of its own beside one Postgres and one sender: the ratio
// is the median of five rounds. Then the app runs again beside a worker that applies the events. Postgres keeps production's durability throughout.
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { chmod, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createCompany, startForTest } from 'codat-sandbox/testing';
import { sql } from 'drizzle-orm';
import { connectDatabase } from '../db/client';
import { startEmbeddedPostgres } from '../db/embedded';
import { migrateDatabase } from '../db/migrate';
import { insertCompany, setCodatCompanyId } from '../db/queries/companies';
import { countJobs } from '../db/queries/jobs';
import { makeCodat } from '../e2e/factories';
import { freePort } from '../e2e/free-port';
import { productionEnv, WEBHOOK_KEY } from '../e2e/process';
import { createJobRunner } from '../lib/jobs/definitions';
import { startWorker } from '../lib/jobs/worker';
import { becomesTrue } from '../scripts/wait-for';
import { count, figure, isShort, median, outcome } from './report';
import type { LoadFigures, LoadPlan } from './webhooks-load';

const LIMITS = { p99: 50, ratio: 0.85 };
const ROUNDS = isShort ? 1 : 5;
const COMPANIES = 50;
const { values } = parseArgs({
  options: { events: { type: 'string', default: isShort ? '500' : '10000' }, short: { type: 'boolean' } },
});
const PLAN = { events: Number(values.events), duplicates: 0.2, connections: 32, burst: 500 };
const at = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const KEY = WEBHOOK_KEY.toString('base64');

/** Its log is written, and discarded. */
async function startServer(args: string[], env: Record<string, string>, port: number): Promise<ChildProcess> {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, args, {
    env: { PATH, HOME, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  // Any answer counts: the bare server has no such address.
  const isListening = async () => Boolean(await fetch(`http://127.0.0.1:${port}/api/health/live`));
  if (!(await becomesTrue(isListening, 60_000))) throw new Error(`Nothing listens on port ${port}.`);
  return child;
}

/** Milliseconds of processor time that a process has used; 0 where the system does not say. A busy machine changes it little. */
function processorMs(pid: number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return 0;
  }
}

async function load(plan: LoadPlan): Promise<LoadFigures> {
  const child = fork(at('./webhooks-load.ts'), { execArgv: ['--import', 'tsx'] });
  child.send(plan);
  const [figures] = (await once(child, 'message')) as [LoadFigures];
  child.disconnect();
  return figures;
}

// Wraps the keys of the people of this run, here and in the servers.
process.env.PERSON_KEY ??= randomBytes(32).toString('base64');
const root = mkdtempSync(path.join(os.tmpdir(), 'accord-webhooks-'));
await chmod(root, 0o755);
const server = await startEmbeddedPostgres({ dataDir: path.join(root, 'pg'), durable: true });
const sandbox = await startForTest({ syncSeconds: 0 });
const children: ChildProcess[] = [];
try {
  await migrateDatabase(server.url);
  const database = connectDatabase(server.url);
  const { db } = database;
  const owner = connectDatabase(server.url, 'owner');
  await owner.db.execute(sql`create table bare (id text primary key, body text not null)`);
  await owner.close();
  const companies = await Promise.all(
    Array.from({ length: COMPANIES }, async (_, n) => {
      const companyId = await insertCompany(db, `Business ${n}`);
      const codat = await createCompany(sandbox, companyId);
      await setCodatCompanyId(db, companyId, codat.id);
      return codat.id;
    }),
  );

  const [ownPort, barePort] = [await freePort(), await freePort()];
  const env = { ...productionEnv(server.url), LOG_LEVEL: 'info', PORT: String(ownPort) };
  children.push(await startServer(['scripts/api.mjs'], env, ownPort));
  const bare = ['--import', 'tsx', at('./webhooks-bare.ts'), server.url, String(barePort), KEY];
  children.push(await startServer(bare, {}, barePort));
  console.log(`PostgreSQL ${server.version}, ${os.cpus().length} cores, load ${os.loadavg()[0]?.toFixed(1)}`);

  const plan = { ...PLAN, key: KEY, companies };
  // Both have run before they are measured, long enough to be compiled.
  for (const port of [ownPort, barePort]) await load({ ...plan, port, events: isShort ? 500 : 5000 });
  const used = () => children.map(({ pid }) => processorMs(pid));
  const usedBefore = used();
  const [own, floor]: [LoadFigures[], LoadFigures[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    own.push(await load({ ...plan, port: ownPort }));
    floor.push(await load({ ...plan, port: barePort }));
  }
  const [ownMs = 0, floorMs = 0] = used().map(
    (ms, n) => (ms - (usedBefore[n] ?? 0)) / (ROUNDS * PLAN.events),
  );
  children[1]?.kill('SIGTERM');

  const quiet = { info: () => {}, warn: () => {}, error: () => {} };
  const now = () => new Date();
  const tools = { db, codat: makeCodat(sandbox), now };
  const from = performance.now();
  const worker = await startWorker({ database, runJob: createJobRunner(tools), now, logger: quiet });
  const untilApplied = async () => {
    while ((await countJobs(db)).waiting > 0) await new Promise((resolve) => setTimeout(resolve, 100));
  };
  await untilApplied();
  const appliedMs = performance.now() - from;
  // As in production: a worker applies the new events from the same database meanwhile.
  const beside: LoadFigures[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    beside.push(await load({ ...plan, port: ownPort }));
    await untilApplied();
  }
  await worker.stop();
  for (const child of children) child.kill('SIGTERM');

  const ours = [...own, ...beside];
  const sent = ours.flatMap(({ ids }) => ids);
  const [kept] = await db.execute<{ kept: number }>(
    sql`select count(*)::int as kept from webhook_events where id = any(${sql.param(sent)}::text[])`,
  );
  const refused = ours.flatMap(({ statuses }) =>
    Object.keys(statuses).filter((status) => !status.startsWith('2')),
  );
  const [applied] = await db.execute<{ once: number; other: number; jobs: number }>(sql`
    select (select count(*)::int from webhook_events where outcome = 'refreshed' and applied_at is not null) as once,
      (select count(*)::int from webhook_events where outcome is distinct from 'refreshed') as other,
      (select count(*)::int from jobs where state = 'done' and attempts > 0) as jobs`);
  await database.close();

  const show = (name: string, figures: LoadFigures[]) => {
    for (const { perSecond, p50, p99, statuses } of figures)
      console.log(
        `${name}  ${perSecond.toFixed(0).padStart(6)} per second  p50 ${p50.toFixed(1)} ms  p99 ${p99.toFixed(1)} ms  ${JSON.stringify(statuses)}`,
      );
  };
  show('ours', own);
  show('bare', floor);
  show('ours beside a worker', beside);
  console.log(
    `applied once ${applied?.once}, otherwise ${applied?.other}, by ${applied?.jobs} jobs; those of the first rounds took ${(appliedMs / 1000).toFixed(1)} s`,
  );
  console.log(
    `processor time of the process per event: ours ${ownMs.toFixed(3)} ms, bare ${floorMs.toFixed(3)} ms`,
  );
  // Compares neighbouring rounds, since the other load of the machine changes between distant ones.
  const ratio = median(own.map(({ perSecond }, round) => perSecond / (floor[round]?.perSecond ?? 0)));
  const p99 = Math.max(...[own, beside].map((rounds) => median(rounds.map((one) => one.p99))));
  figure('throughput to the bare handler', ratio, { atLeast: LIMITS.ratio });
  figure('p99, the worse of alone and beside a worker', p99, { atMost: LIMITS.p99 }, ' ms');
  count('events lost', sent.length - (kept?.kept ?? 0), { atMost: 0 });
  count('events refused', refused.length, { atMost: 0 });
  count('events applied otherwise than once', applied?.other ?? Number.NaN, { atMost: 0 });
  process.exitCode = outcome();
} finally {
  for (const child of children) child.kill('SIGKILL');
  await sandbox.close();
  await server.stop();
  await rm(root, { recursive: true, force: true });
}
