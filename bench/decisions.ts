// Benchmark of the decision API: `npx tsx bench/decisions.ts [--short]`. Single questions against a bare node:http server with one
// look-up, at 1, 16 and 64 in flight; batches of a thousand against the same look-ups; in one run, in turns, beside one durable Postgres.
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { chmod, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { connectDatabase, type Db } from '../db/client';
import { startEmbeddedPostgres } from '../db/embedded';
import { migrateDatabase } from '../db/migrate';
import { connections } from '../db/schema/connection';
import { seedCatalogue } from '../db/seed';
import { grantInput, makeCustomer, makeTools } from '../e2e/factories';
import { freePort } from '../e2e/free-port';
import { NO_CODAT } from '../e2e/no-codat';
import { productionEnv } from '../e2e/process';
import { addApiKey } from '../lib/access/api-keys';
import { grantConsent } from '../lib/consent/grant-consent';
import { becomesTrue } from '../scripts/wait-for';
import type { DecisionFigures, DecisionPlan } from './decisions-load';
import { count, figure, isShort, median, outcome } from './report';

/** Of the bare server's answers per second. */
const LIMITS = { single: 0.8, batch: 5 };
const ROUNDS = isShort ? 1 : 5;
const BUSINESSES = isShort ? 20 : 200;
const REQUESTS = isShort ? 200 : 3_000;
const BATCH = 1_000;
const BATCHES = isShort ? 2 : 20;
const IN_FLIGHT = [1, 16, 64];
const EVALUATION = '/access/v1/evaluation';
const at = (file: string) => fileURLToPath(new URL(file, import.meta.url));

async function startServer(args: string[], env: Record<string, string>, url: string): Promise<ChildProcess> {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, args, {
    env: { PATH, HOME, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  // Any answer counts: the bare server has no such address.
  if (!(await becomesTrue(async () => Boolean(await fetch(url)), 60_000)))
    throw new Error(`Nothing answers at ${url}.`);
  return child;
}

async function load(plan: DecisionPlan): Promise<DecisionFigures> {
  const child = fork(at('./decisions-load.ts'), { execArgv: ['--import', 'tsx'] });
  child.send(plan);
  const [figures] = (await once(child, 'message')) as [DecisionFigures];
  child.disconnect();
  return figures;
}

/** Every second business agreed. */
async function makeBusinesses(db: Db): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < BUSINESSES; n += 1) {
    const ctx = await makeCustomer(makeTools(db, NO_CODAT), `Business ${n}`);
    if (n % 2 === 0) await grantConsent(ctx, await grantInput(db, 'lending'));
    await db.insert(connections).values({
      companyId: ctx.companyId,
      platformKey: 'gbol',
      platformName: 'Xero',
      sourceType: 'Accounting',
      codatConnectionId: randomUUID(),
      state: 'Linked',
      createdAt: ctx.now,
      firstLinkedAt: ctx.now,
    });
    ids.push(ctx.companyId);
  }
  return ids;
}

// Wraps the keys of the people of this run, here and in the server.
process.env.PERSON_KEY ??= randomBytes(32).toString('base64');
const root = mkdtempSync(path.join(os.tmpdir(), 'accord-decisions-'));
await chmod(root, 0o755);
const server = await startEmbeddedPostgres({ dataDir: path.join(root, 'pg'), durable: true });
const children: ChildProcess[] = [];
try {
  await migrateDatabase(server.url);
  await seedCatalogue(server.url);
  const database = connectDatabase(server.url);
  const ids = await makeBusinesses(database.db);
  const place = { db: database.db, mode: 'test', now: new Date() } as const;
  const wanted = { name: 'bench', products: null, scopes: ['decisions:read'], days: 1 } as const;
  const { token: key } = await addApiKey(place, { ...wanted, perMinute: 10_000_000 });
  const owner = connectDatabase(server.url, 'owner');
  await owner.db.execute(
    sql`create table bare (company_id text, product_id text, readable text[], primary key (company_id, product_id))`,
  );
  for (const [n, id] of ids.entries())
    await owner.db.execute(
      sql`insert into bare values (${id}, 'lending', ${n % 2 === 0 ? sql`array['invoices']` : sql`array[]::text[]`})`,
    );
  await owner.close();

  const [ownPort, barePort] = [await freePort(), await freePort()];
  const env = { ...productionEnv(server.url), PORT: String(ownPort) };
  children.push(
    await startServer(['scripts/api.mjs'], env, `http://127.0.0.1:${ownPort}/api/health/live`),
    await startServer(
      ['--import', 'tsx', at('./decisions-bare.ts'), server.url, String(barePort)],
      {},
      `http://127.0.0.1:${barePort}/`,
    ),
  );
  console.log(`PostgreSQL ${server.version}, ${os.cpus().length} cores, load ${os.loadavg()[0]?.toFixed(1)}`);

  const ask = (id: string) => ({
    subject: { type: 'product', id: 'lending' },
    action: { name: 'read' },
    resource: { type: 'data', id: `${id}/invoices` },
  });
  const bodies = ids.map((id) => JSON.stringify(ask(id)));
  const thousand = Array.from({ length: BATCH }, (_, n) => ask(ids[n % ids.length] ?? ''));
  const plan = { path: EVALUATION, key, bodies, requests: REQUESTS };
  const batches = {
    port: ownPort,
    path: '/access/v1/evaluations',
    key,
    bodies: [JSON.stringify({ evaluations: thousand })],
    requests: BATCHES,
    inFlight: 2,
  };
  // Both have run before they are measured, long enough to be compiled.
  for (const port of [ownPort, barePort]) await load({ ...plan, port, inFlight: 16 });

  const all: DecisionFigures[] = [];
  const ratios = new Map<number, number[]>(IN_FLIGHT.map((n) => [n, []]));
  const batchRatios: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    let floor = 0;
    for (const inFlight of IN_FLIGHT) {
      const own = await load({ ...plan, port: ownPort, inFlight });
      const bare = await load({ ...plan, port: barePort, inFlight });
      all.push(own);
      ratios.get(inFlight)?.push(own.perSecond / bare.perSecond);
      floor = bare.perSecond;
      for (const [name, { perSecond, p50, p99 }] of Object.entries({ own, bare }))
        console.log(
          `${name.padEnd(5)} ${String(inFlight).padStart(3)} in flight  ${perSecond.toFixed(0).padStart(6)} per second  p50 ${p50.toFixed(1)} ms  p99 ${p99.toFixed(1)} ms`,
        );
    }
    const batch = await load(batches);
    all.push(batch);
    batchRatios.push((batch.perSecond * BATCH) / floor);
    console.log(`batches of ${BATCH}: ${(batch.perSecond * BATCH).toFixed(0)} decisions per second`);
  }
  await database.close();

  for (const [inFlight, found] of ratios)
    figure(`single questions to the bare server, ${inFlight} in flight`, median(found), {
      atLeast: LIMITS.single,
    });
  figure('decisions in a batch to single look-ups, 64 in flight', median(batchRatios), {
    atLeast: LIMITS.batch,
  });
  const refused = all.flatMap(({ statuses }) => Object.keys(statuses).filter((status) => status !== '200'));
  count('answers other than 200', refused.length, { atMost: 0 });
  const asked = ROUNDS * (IN_FLIGHT.length * REQUESTS + BATCHES * BATCH);
  // Every second business agreed, and they are asked in turn.
  const allowed = all.reduce((sum, one) => sum + one.allowed, 0);
  count('answers that are not those of the ledger', Math.abs(allowed - asked / 2), { atMost: 0 });
  process.exitCode = outcome();
} finally {
  for (const child of children) child.kill('SIGKILL');
  await server.stop();
  await rm(root, { recursive: true, force: true });
}
