// Benchmark of the worker's periodic tasks among many businesses: `npx tsx bench/sweep.ts [--businesses 100000]`. Exit code 1: one
// reads a large table from end to end, or takes too many times as long as one row by its index.
import { mkdtempSync } from 'node:fs';
import { chmod, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import postgres from 'postgres';
import { connectDatabase, type Db } from '../db/client';
import { startEmbeddedPostgres } from '../db/embedded';
import { migrateDatabase } from '../db/migrate';
import { listBusinessesDue } from '../db/queries/expiry';
import {
  claimReconciliation,
  consumeBudget,
  listControlCompanies,
  planSuspects,
} from '../db/queries/reconciliation-schedule';
import { count, figure, isShort, median, outcome } from './report';
import { seedSweep } from './sweep-seed';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const { values } = parseArgs({
  options: {
    businesses: { type: 'string', default: isShort ? '1000' : '100000' },
    short: { type: 'boolean' },
    source: { type: 'string', default: 'system' },
  },
});
const businesses = Number(values.businesses);
if (!(businesses >= 1000)) {
  console.error('--businesses takes a number of at least 1000.');
  process.exit(2);
}

interface Measure {
  name: string;
  /** Times as long as one row by its index. */
  limit: number;
  /** Reads every agreement in force, and runs seldom. */
  mayReadWhole?: boolean;
  turns: number;
  run: () => Promise<unknown>;
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await run();
  return performance.now() - from;
}

/** Takes turns, so that a busy machine slows both. */
async function compare(turns: number, run: () => Promise<unknown>, bare: () => Promise<unknown>) {
  const [figures, limits]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < turns; turn += 1) {
    figures.push(await timed(run));
    for (let again = 0; again < Math.ceil(60 / turns); again += 1) limits.push(await timed(bare));
  }
  return { ms: median(figures), bare: median(limits) };
}

/** Sequential scans of each large table. Sessions keep their statistics until they are told to flush them. */
async function wholeReads(sql: postgres.Sql, db: Db): Promise<Map<string, number>> {
  const flush = 'select pg_stat_force_next_flush(), pg_sleep(0.05)';
  await Promise.all([sql.unsafe(flush), ...Array.from({ length: 10 }, () => db.execute(flush))]);
  await sleep(200);
  const rows = await sql<{ name: string; scans: number }[]>`
    select relname as name, seq_scan::int as scans from pg_stat_user_tables where n_live_tup > 10000`;
  return new Map(rows.map(({ name, scans }) => [name, scans]));
}

const root = mkdtempSync(path.join(os.tmpdir(), 'accord-sweep-'));
await chmod(root, 0o755);
const source = values.source === 'package' ? 'package' : 'system';
const server = await startEmbeddedPostgres({ dataDir: path.join(root, 'pg'), durable: false, source });
const admin = postgres(server.url, { max: 1, onnotice: () => {} });
try {
  await migrateDatabase(server.url);
  await seedSweep(admin, businesses);
  const database = connectDatabase(server.url);
  const { db } = database;
  const now = () => new Date();
  const ago = (ms: number) => new Date(Date.now() - ms);
  const due = (since: Date | null, sharingSince: Date | null) => () =>
    listBusinessesDue(db, { now: now(), limit: 100, except: [], since, sharingSince, unfinishedDays: 2 });
  const [one] = await admin<{ id: string }[]>`select id from companies limit 1`;
  const id = one?.id ?? '';
  const measures: Measure[] = [
    { name: 'expiry, every minute', limit: 200, turns: 60, run: due(ago(11 * MINUTE_MS), null) },
    {
      name: 'expiry, every hour',
      limit: 10_000,
      mayReadWhole: true,
      turns: 12,
      run: due(null, ago(70 * MINUTE_MS)),
    },
    {
      name: 'expiry, at the start',
      limit: 30_000,
      mayReadWhole: true,
      turns: 5,
      run: due(null, ago(30 * DAY_MS)),
    },
    {
      name: 'reconcile: who is next',
      limit: 30,
      turns: 60,
      run: () => claimReconciliation(db, null, 900_000),
    },
    { name: 'reconcile: suspects', limit: 30, turns: 60, run: () => planSuspects(db, ago(11 * MINUTE_MS)) },
    {
      name: 'reconcile: suspects, first',
      limit: 3_000,
      mayReadWhole: true,
      turns: 12,
      run: () => planSuspects(db, ago(30 * DAY_MS)),
    },
    { name: 'reconcile: witnesses', limit: 30, turns: 60, run: () => listControlCompanies(db, id, 3) },
    {
      name: 'reconcile: count a call',
      limit: 30,
      turns: 60,
      run: () => consumeBudget(db, { perDay: 1e6, perMinute: 1e6 }),
    },
  ];
  // Through the same pool, so that both include the same round trip.
  const bare = () =>
    db.execute(
      "select 1 from consents where standing in ('given', 'renewed', 'expiring', 'paused') and expires_at <= now() limit 1",
    );
  await compare(50, bare, bare);
  console.log(`${businesses} businesses, PostgreSQL ${server.version}, load ${os.loadavg()[0]?.toFixed(1)}`);
  for (const { name, limit, mayReadWhole = false, turns, run } of measures) {
    const before = await wholeReads(admin, db);
    await run();
    const { ms, bare: one } = await compare(isShort ? 3 : turns, run, bare);
    const after = await wholeReads(admin, db);
    const whole = [...after]
      .filter(([table, scans]) => scans > (before.get(table) ?? 0))
      .map(([table]) => table);
    figure(`${name}, times one row by its index`, ms / one, { atMost: limit });
    if (whole.length > 0) console.log(`reads whole: ${whole.join(', ')}`);
    if (!mayReadWhole) count(`${name}, large tables read whole`, whole.length, { atMost: 0 });
  }
  await database.close();
  process.exitCode = outcome();
} finally {
  await admin.end({ timeout: 5 });
  await server.stop();
  await rm(root, { recursive: true, force: true });
}
