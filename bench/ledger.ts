// Benchmark of a large ledger: `npx tsx bench/ledger.ts [--events 1000000] [--companies 100000]`. Exit code 1: a limit is exceeded.
import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { chmod, mkdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import postgres from 'postgres';
import { connectDatabase } from '../db/client';
import { startEmbeddedPostgres } from '../db/embedded';
import { migrateDatabase } from '../db/migrate';
import { seedCatalogue } from '../db/seed';
import { databaseAt } from '../e2e/database-url';
import { NEWEST } from '../lib/ledger/checkpoint-depth';
import { openCheckpoints } from '../lib/ledger/checkpoint-store';
import { readLog } from '../lib/ledger/read-log';
import { verifyLedger } from '../lib/ledger/verify-ledger';
import { writeCheckpoint } from '../lib/ledger/write-checkpoint';
import { publishedKeys } from '../lib/receipt/check-receipt-text';
import { getSigningKeys } from '../lib/runtime/env';
import { measureLimit } from './ledger-limit';
import { seedLedger } from './ledger-seed';
import { measureVerbs } from './ledger-verbs';
import { count, figure, isShort, outcome } from './report';

/** `verify`: share of the speed at which the same events are read, parsed and hashed and nothing else is done. */
const LIMITS = { ratio: 1.3, verify: 0.8 };
const SMALL = { events: 200, companies: 20 };
const TURNS = isShort ? 10 : 400;

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: isShort ? '600' : '1000000' },
    companies: { type: 'string', default: isShort ? '60' : '100000' },
    short: { type: 'boolean' },
    source: { type: 'string', default: 'system' },
  },
});
const size = { events: Number(values.events), companies: Number(values.companies) };
if (!(size.companies >= 1 && size.events >= size.companies)) {
  console.error('--events and --companies take numbers, at least one event for each company.');
  process.exit(2);
}

/** Large tables that were read from end to end: an index is missing. */
async function readWhole(sql: postgres.Sql): Promise<Map<string, number>> {
  const rows = await sql<{ name: string; scans: number }[]>`
    select relname as name, seq_scan::int as scans from pg_stat_user_tables where n_live_tup > 10000`;
  return new Map(rows.map(({ name, scans }) => [name, scans]));
}

/** Seconds of processor time of all children of a process that have ended; 0 where there is no /proc. */
async function childSeconds(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const fields = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  return ((fields[13] ?? 0) + (fields[14] ?? 0)) / 100;
}

// Wraps the keys of the persons of this run.
process.env.PERSON_KEY ??= randomBytes(32).toString('base64');
const root = mkdtempSync(path.join(os.tmpdir(), 'accord-ledger-'));
await chmod(root, 0o755);
const server = await startEmbeddedPostgres({
  dataDir: path.join(root, 'pg'),
  durable: false,
  source: values.source === 'package' ? 'package' : 'system',
});
const admin = postgres(server.url, { max: 1, onnotice: () => {} });

async function place(name: string, of: typeof size) {
  await admin`create database ${admin(name)}`;
  const url = databaseAt(server.url, name);
  await migrateDatabase(url);
  await seedCatalogue(url);
  return { url, ...(await seedLedger(url, of)) };
}

try {
  console.log(
    `PostgreSQL ${server.version}, ${os.availableParallelism()} cores, load ${os.loadavg()[0]?.toFixed(1)}`,
  );
  const small = await place('small', SMALL);
  const large = await place('large', size);
  console.log(
    `${large.events} events of ${size.companies} businesses seeded in ${large.seconds.toFixed(0)} s`,
  );

  const stats = postgres(large.url, { max: 1, onnotice: () => {} });
  const before = await readWhole(stats);
  for (const { name, small: a, large: b, ratio } of await measureVerbs(small, large, TURNS)) {
    console.log(`${name}: ${a.toFixed(2)} ms small, ${b.toFixed(2)} ms large`);
    figure(`${name}, large to small`, ratio, { atMost: LIMITS.ratio });
  }
  await stats`select pg_stat_force_next_flush()`.catch(() => {});
  const scanned = [...(await readWhole(stats))].filter(
    ([name, scans]) => scans - (before.get(name) ?? 0) > TURNS / 10,
  );
  for (const [name] of scanned) console.log(`${name} was read from end to end`);
  count('large tables read whole', scanned.length, { atMost: 0 });
  await stats.end({ timeout: 5 });

  // As an installation has it: a checkpoint of the last hour. Reading it is part of the audit.
  const directory = path.join(root, 'checkpoints');
  await mkdir(directory);
  const store = openCheckpoints(directory);
  const { db, close } = connectDatabase(large.url);
  await writeCheckpoint(db, store, getSigningKeys(), new Date());
  // The verbs above sign with other keys than the seed.
  const keys = [large.key, ...publishedKeys()];
  const alone = await measureLimit(large.url);
  const used = [await childSeconds(server.pid), await childSeconds(process.pid)];
  const from = performance.now();
  const { newest } = await readLog(db, store, keys, NEWEST);
  const report = await verifyLedger(large.url, keys, { heads: newest?.heads ?? [] });
  const rate = (report.events / (performance.now() - from)) * 1000;
  if (report.faults.length > 0) throw new Error(`the audit found ${JSON.stringify(report.faults[0])}`);
  await sleep(500);
  const micros = [await childSeconds(server.pid), await childSeconds(process.pid)].map((now, index) =>
    Math.round(((now - (used[index] ?? 0)) / report.events) * 1e6),
  );
  console.log(
    `processor time per event: ${micros[0]} µs in Postgres, ${micros[1]} µs here; load now ${os.loadavg()[0]?.toFixed(1)}`,
  );
  // Before and after: what else the machine does changes from minute to minute.
  const limit = (alone + (await measureLimit(large.url))) / 2;
  console.log(`${Math.round(rate)} events/s audited, ${Math.round(limit)} read, parsed and hashed alone`);
  figure('audit to reading, parsing and hashing alone', rate / limit, { atLeast: LIMITS.verify });
  await close();
} finally {
  await admin.end({ timeout: 5 });
  await server.stop();
  await rm(root, { recursive: true, force: true });
}
process.exit(outcome());
