// Benchmark of delayed jobs: `npx tsx bench/queue-planned.ts [--jobs 100000]`. Exit code 1: a poll costs more because of them than the limit.
import { mkdtempSync } from 'node:fs';
import { chmod, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { sql } from 'drizzle-orm';
import { connectDatabase, type Db } from '../db/client';
import { startEmbeddedPostgres } from '../db/embedded';
import { migrateDatabase } from '../db/migrate';
import { claimJobs, finishJob, insertJob, msUntilDue } from '../db/queries/jobs';
import { figure, isShort, median, outcome } from './report';

const LIMIT = 1.5;
const TURNS = isShort ? 20 : 300;
const { values } = parseArgs({
  options: { jobs: { type: 'string', default: isShort ? '2000' : '100000' }, short: { type: 'boolean' } },
});

/** Milliseconds of one worker turn: it takes a job that was just enqueued, completes it, and asks when to poll again. */
async function turn(db: Db, n: number): Promise<number> {
  const job = { kind: 'check-connections', companyId: `now-${n}` } as const;
  await insertJob(db, { job, requestId: 'bench' });
  const now = new Date();
  const from = performance.now();
  const claimed = await claimJobs(db, 8, 45_000, now);
  await msUntilDue(db, now);
  const took = performance.now() - from;
  if (claimed.length !== 1) throw new Error(`${claimed.length} were taken instead of one.`);
  for (const one of claimed) await finishJob(db, one, now);
  return took;
}

async function measure(db: Db): Promise<number> {
  const waits: number[] = [];
  for (let n = 0; n < TURNS; n += 1) waits.push(await turn(db, n));
  return median(waits);
}

const root = mkdtempSync(path.join(os.tmpdir(), 'accord-planned-'));
await chmod(root, 0o755);
const server = await startEmbeddedPostgres({ dataDir: path.join(root, 'pg'), durable: false });
try {
  await migrateDatabase(server.url);
  const { db, close } = connectDatabase(server.url);
  await measure(db);
  const without = await measure(db);
  // A tenth of them has one ordering key: the jobs of a business with many connections.
  await db.execute(sql`
    insert into jobs (lane, job, request_id, not_before)
    select case n % 10 when 0 then 'large' else 'lane-' || n end,
      '{"kind":"delete-unused-connection","companyId":"c","connectionId":"x"}', 'bench',
      now() + interval '1 day' + n * interval '1 minute'
    from generate_series(1, ${Number(values.jobs)}::int) n`);
  await db.execute(sql`analyze jobs`);
  const withAll = await measure(db);
  await close();
  console.log(`PostgreSQL ${server.version}, load ${os.loadavg()[0]?.toFixed(1)}`);
  console.log(
    `one turn: ${without.toFixed(2)} ms, ${withAll.toFixed(2)} ms beside ${values.jobs} planned jobs`,
  );
  figure('one turn beside planned jobs, to one beside none', withAll / without, { atMost: LIMIT });
  process.exitCode = outcome();
} finally {
  await server.stop();
  await rm(root, { recursive: true, force: true });
}
