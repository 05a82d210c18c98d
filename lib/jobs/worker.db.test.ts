import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterEach, expect, test } from 'vitest';
import { claimJobs, finishJob, insertJob, retryJob, reviveJobs } from '@/db/queries/jobs';
import { useTestDatabase } from '@/e2e/database';
import { listCompanyJobs } from '@/e2e/whole-lists';
import { BACKGROUND_KEYS, type EndingKind, type Job, type JobOf } from '../domain/work/job-kinds';
import { PermanentFailure, Upstream } from '../errors';
import { startWorker, type Worker, type WorkerOptions } from './worker';

const database = useTestDatabase();
const QUIET = { info: () => {}, warn: () => {}, error: () => {} };
const workers: Worker[] = [];
type Ending = JobOf<EndingKind>;

afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
});

async function work(
  run: (job: Ending) => Promise<void>,
  options: Partial<WorkerOptions> = {},
): Promise<Worker> {
  const runJob = (job: Job) => run(job as Ending);
  const worker = await startWorker({ database, runJob, now: () => new Date(), logger: QUIET, ...options });
  workers.push(worker);
  return worker;
}

function enqueue(lane: string, connectionId: string = randomUUID()): Promise<number> {
  const job: Job = { kind: 'unlink-unused-connection', companyId: lane, connectionId };
  return database.db.transaction((tx) => insertJob(tx, { job, requestId: 'r' }));
}

const statesOf = async (lane: string) =>
  (await listCompanyJobs(database.db, lane)).map(({ state }) => state).reverse();

const isDone = (lanes: string[]) =>
  expect
    .poll(async () => (await Promise.all(lanes.map(statesOf))).flat().every((state) => state === 'done'), {
      timeout: 20_000,
      interval: 20,
    })
    .toBe(true);

test('each job is done once, and a lane keeps its order, with three workers at it', async () => {
  const done: Ending[] = [];
  const busy = new Set<string>();
  const run = async (job: Ending) => {
    expect(busy.has(job.companyId)).toBe(false);
    busy.add(job.companyId);
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 4));
    busy.delete(job.companyId);
    done.push(job);
  };
  const lanes = Array.from({ length: 10 }, () => randomUUID());
  for (let n = 0; n < 12; n += 1) await Promise.all(lanes.map((lane) => enqueue(lane, String(n))));
  await Promise.all([work(run), work(run), work(run)]);
  await isDone(lanes);
  for (const lane of lanes) {
    const own = done.filter((job) => job.companyId === lane).map((job) => job.connectionId);
    expect(own).toEqual(Array.from({ length: 12 }, (_, n) => String(n)));
  }
});

test('work begins when it is written, long before the next poll', async () => {
  const started = new Map<string, number>();
  await work(async (job) => {
    started.set(job.connectionId, performance.now());
  });
  const waits: number[] = [];
  for (let n = 0; n < 40; n += 1) {
    const id = randomUUID();
    await enqueue(randomUUID(), id);
    const committed = performance.now();
    await expect.poll(() => started.get(id), { interval: 1 }).toBeDefined();
    waits.push((started.get(id) ?? 0) - committed);
  }
  waits.sort((a, b) => a - b);
  // The middle one, against one poll a second: a busy machine may delay some of them.
  expect(waits[20]).toBeLessThan(500);
});

test('what a dead worker held is done by another after its lease, and the dead one is not heard', async () => {
  const lane = randomUUID();
  await enqueue(lane);
  const [held] = await claimJobs(database.db, 1, 700, new Date());
  if (held === undefined) throw new Error('nothing to claim');
  const done: Ending[] = [];
  await work(async (job) => {
    if (job.companyId === lane) done.push(job);
  });
  expect(await statesOf(lane)).toEqual(['waiting']);
  await isDone([lane]);
  expect(done).toHaveLength(1);
  await retryJob(database.db, held, 0, 'from the grave');
  await finishJob(database.db, held, new Date());
  const [row] = await listCompanyJobs(database.db, lane);
  expect(row).toMatchObject({ state: 'done', attempts: 2, problem: null });
});

test('a job that takes longer than its lease keeps it while its worker lives', async () => {
  const lane = randomUUID();
  let runs = 0;
  const slow = async (job: Ending) => {
    if (job.companyId !== lane) return;
    runs += 1;
    await new Promise((resolve) => setTimeout(resolve, 1500));
  };
  await work(slow, { leaseMs: 400 });
  await work(slow, { leaseMs: 400 });
  await enqueue(lane);
  await isDone([lane]);
  expect(runs).toBe(1);
});

test('a failure is tried again after the wait that was asked for, and holds up only its own lane', async () => {
  const [failing, other] = [randomUUID(), randomUUID()];
  const at: number[] = [];
  await work(async (job) => {
    if (job.companyId !== failing || at.push(performance.now()) > 1) return;
    throw new Upstream('busy', { answered: true, status: 429, retryAfterSeconds: 2 });
  });
  await enqueue(failing);
  await enqueue(failing);
  await enqueue(other);
  await isDone([other]);
  expect(await statesOf(failing)).toEqual(['waiting', 'waiting']);
  await isDone([failing]);
  expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThan(1900);
});

test('what can never succeed is given up with its reason, lets the lane go on, and can be tried again', async () => {
  const lane = randomUUID();
  let isHopeless = true;
  await work(async (job) => {
    if (job.companyId === lane && job.connectionId === 'bad' && isHopeless)
      throw new PermanentFailure('no such thing');
  });
  const id = await enqueue(lane, 'bad');
  await enqueue(lane, 'good');
  await expect.poll(() => statesOf(lane)).toEqual(['dead', 'done']);
  const dead = (await listCompanyJobs(database.db, lane)).find((row) => row.id === id);
  expect(dead?.problem).toContain('no such thing');
  isHopeless = false;
  expect(await reviveJobs(database.db, [id])).toBe(1);
  await isDone([lane]);
});

test('a row that is no job becomes a dead letter with its reason, and its lane goes on', async () => {
  const companyId = randomUUID();
  const insert = (row: object) =>
    database.db.execute(
      sql`insert into jobs (lane, job, request_id) values (${companyId}, ${JSON.stringify(row)}::jsonb, 'r')`,
    );
  await insert({ kind: 'delete-connection', companyId, connectionId: { secret: 'x' } });
  await insert({ kind: 'of-another-version', companyId });
  await enqueue(companyId, 'after');
  const done: string[] = [];
  await work(async (job) => {
    if (job.companyId === companyId) done.push(job.connectionId);
  });
  await expect.poll(() => statesOf(companyId)).toEqual(['dead', 'dead', 'done']);
  expect(done).toEqual(['after']);
  const [, unknown, odd] = (await listCompanyJobs(database.db, companyId)).map(({ problem }) => problem);
  expect(unknown).toContain('unknown kind of job: of-another-version');
  expect(odd).toMatch(/payload of delete-connection does not parse: connectionId: .*string/);
});

test('a worker that stops finishes what it has begun and takes nothing more', async () => {
  const lane = randomUUID();
  let begun = 0;
  const worker = await work(async (job) => {
    if (job.companyId !== lane) return;
    begun += 1;
    await new Promise((resolve) => setTimeout(resolve, 300));
  });
  await enqueue(lane);
  await enqueue(lane);
  await expect.poll(() => begun, { interval: 5 }).toBe(1);
  await worker.stop();
  expect(await statesOf(lane)).toEqual(['done', 'waiting']);
  expect(begun).toBe(1);
});

test('what a worker that stops cannot finish in time is done by another at once, and only that one is heard', async () => {
  const lane = randomUUID();
  let release: () => void = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let begun = 0;
  const first = await work(async (job) => {
    if (job.companyId !== lane) return;
    begun += 1;
    await held;
  });
  await enqueue(lane);
  await expect.poll(() => begun, { interval: 5 }).toBe(1);
  const from = performance.now();
  await first.stop(100);
  await work(async () => {});
  await isDone([lane]);
  expect(performance.now() - from).toBeLessThan(20_000);
  release();
  const [row] = await listCompanyJobs(database.db, lane);
  expect(row).toMatchObject({ state: 'done', attempts: 3, problem: null });
});

test('work for a later day holds up nothing that is owed now', async () => {
  const lane = randomUUID();
  const job: Job = { kind: 'delete-unused-connection', companyId: lane, connectionId: 'x' };
  const notBefore = new Date(Date.now() + 86_400_000);
  await insertJob(database.db, { job, requestId: 'r', notBefore });
  await enqueue(lane);
  let now = new Date();
  await work(async () => {}, { now: () => now });
  await expect.poll(() => statesOf(lane)).toEqual(['waiting', 'done']);
  now = notBefore;
  await isDone([lane]);
});

test('what was planned keeps its place in the lane once its day has come', async () => {
  const lane = randomUUID();
  const done: string[] = [];
  const notBefore = new Date(Date.now() + 86_400_000);
  const planned: Job = { kind: 'delete-unused-connection', companyId: lane, connectionId: 'planned' };
  await insertJob(database.db, { job: planned, requestId: 'r', notBefore });
  for (const id of ['a', 'b', 'c']) await enqueue(lane, id);
  await work(
    async (job) => {
      if (job.companyId === lane) done.push(job.connectionId);
    },
    { now: () => notBefore },
  );
  await isDone([lane]);
  expect(done).toEqual(['planned', 'a', 'b', 'c']);
});

test('everything that was given up can be tried again together', async () => {
  const lanes: string[] = [randomUUID(), randomUUID(), randomUUID()];
  let isHopeless = true;
  await work(async (job) => {
    if (lanes.includes(job.companyId) && isHopeless) throw new PermanentFailure('no such thing');
  });
  for (const lane of lanes) await enqueue(lane);
  await expect
    .poll(async () => (await Promise.all(lanes.map(statesOf))).flat())
    .toEqual(Array(3).fill('dead'));
  isHopeless = false;
  expect(await reviveJobs(database.db, 'all')).toBeGreaterThanOrEqual(3);
  await isDone(lanes);
});

test('nothing is owed when the transaction does not commit', async () => {
  const lane = randomUUID();
  const job: Job = { kind: 'unlink-unused-connection', companyId: lane, connectionId: 'x' };
  const failing = database.db.transaction(async (tx) => {
    await insertJob(tx, { job, requestId: 'r' });
    throw new Error('changed my mind');
  });
  await expect(failing).rejects.toThrow('changed my mind');
  expect(await statesOf(lane)).toEqual([]);
});

test('what takes long and holds nobody up has two hands, however much of it waits; an end goes past it', async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let [now, most] = [0, 0];
  const run = async (job: Job) => {
    if (job.kind !== 'align-reading') return;
    now += 1;
    most = Math.max(most, now);
    await held;
    now -= 1;
  };
  const slow = Array.from({ length: 30 }, () => randomUUID());
  for (const [index, companyId] of slow.entries()) {
    const planned = index % 2 === 0 ? { notBefore: new Date(Date.now() - 1000) } : {};
    await insertJob(database.db, {
      job: { kind: 'align-reading', companyId },
      requestId: 'r',
      ...planned,
    });
  }
  await work(run);
  await expect.poll(() => now, { timeout: 10_000 }).toBe(2);
  const lanes = Array.from({ length: 20 }, () => randomUUID());
  for (const lane of lanes) await enqueue(lane);
  await isDone(lanes);
  expect(now).toBe(2);
  release();
  await isDone(slow.map((companyId) => `${BACKGROUND_KEYS}${companyId}`));
  expect(most).toBe(2);
});
