// Queue worker: wakes on a notification or by polling, holds a lease on each job, and shuts down without losing one.
import type { Database } from '@/db/client';
import {
  type ClaimedJob,
  claimJobs,
  deadLetterJob,
  extendLease,
  finishJob,
  JOBS_CHANNEL,
  msUntilDue,
  releaseJobs,
  retryJob,
} from '@/db/queries/jobs';
import { MAX_ATTEMPTS, waitAfter } from '../domain/work/job';
import { BACKGROUND_KEYS, type Job, readJob } from '../domain/work/job-kinds';
import { NotNow, PermanentFailure, Upstream } from '../errors';
import { problemOf } from '../runtime/problem';
import { inRequest } from '../runtime/request-scope';
import { traced } from '../runtime/tracing/spans';

export type RunJob = (job: Job, requestId: string) => Promise<void>;

export interface WorkerOptions {
  database: Pick<Database, 'db' | 'listen'>;
  runJob: RunJob;
  /** Business time: a planned job becomes due by it. */
  now: () => Date;
  logger: { info(line: object): void; warn(line: object): void; error(line: object): void };
  /** Prefixes of lanes to skip for now; read before every poll. */
  avoided?: () => readonly string[];
  /** How many jobs run at once. */
  concurrency?: number;
  /** A job whose worker died runs again after this long (milliseconds). */
  leaseMs?: number;
  /** Polling interval without a notification, since one can be lost with its connection. */
  pollMs?: number;
}

export interface Worker {
  /** Claims no more jobs and waits for running ones. Those unfinished by then are released for another worker. */
  stop(patienceMs?: number): Promise<void>;
}

const LEASE_MS = 45_000;
const POLL_MS = 1_000;
const CONCURRENCY = 8;
/** At most so many slots run long background work, so that an end of access never waits behind it. */
const BACKGROUND_HANDS = 2;
/** An overdue job that could not be claimed is under another worker's lease for a moment. */
const SOONEST_MS = 50;

export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { database, logger, concurrency = CONCURRENCY, leaseMs = LEASE_MS, pollMs = POLL_MS } = options;
  const { db } = database;
  const running = new Map<Promise<void>, ClaimedJob>();
  let stopping = false;
  let timer: NodeJS.Timeout | undefined;
  let turn: Promise<void> | undefined;
  let again = false;

  /** One poll at a time; a request during one causes another right after it. */
  function poll(): void {
    if (stopping) return;
    if (turn !== undefined) {
      again = true;
      return;
    }
    clearTimeout(timer);
    turn = fill()
      .catch((error: unknown) => logger.error({ event: 'jobs.poll', problem: problemOf(error) }))
      .finally(() => {
        turn = undefined;
        if (again) {
          again = false;
          poll();
        }
      });
  }

  const inBackground = () =>
    [...running.values()].filter(({ lane }) => lane.startsWith(BACKGROUND_KEYS)).length;

  async function fill(): Promise<void> {
    const free = concurrency - running.size;
    const avoided = options.avoided?.() ?? [];
    const urgent = [...avoided, BACKGROUND_KEYS];
    const claimed = free > 0 ? await claimJobs(db, free, leaseMs, options.now(), urgent) : [];
    const hands = Math.min(free - claimed.length, BACKGROUND_HANDS - inBackground());
    const slow =
      hands > 0 ? await claimJobs(db, hands, leaseMs, options.now(), avoided, BACKGROUND_KEYS) : [];
    for (const one of [...claimed, ...slow]) {
      const work: Promise<void> = perform(options, one, leaseMs).finally(() => {
        running.delete(work);
        poll();
      });
      running.set(work, one);
    }
    // With every slot busy there is nothing to poll for: the next free slot polls.
    if (running.size >= concurrency) return;
    const isFull = inBackground() >= BACKGROUND_HANDS;
    const due = await msUntilDue(db, options.now(), isFull ? urgent : avoided);
    if (!stopping) timer = setTimeout(poll, Math.min(pollMs, Math.max(due ?? pollMs, SOONEST_MS)));
  }

  async function finish(): Promise<void> {
    await unlisten().catch(() => {});
    await turn;
    await Promise.allSettled(running.keys());
  }

  const unlisten = await database.listen(JOBS_CHANNEL, poll);
  poll();
  return {
    async stop(patienceMs = 10_000) {
      stopping = true;
      clearTimeout(timer);
      let late: NodeJS.Timeout | undefined;
      const patience = new Promise<void>((resolve) => {
        late = setTimeout(resolve, patienceMs);
      });
      // A database that is down must not keep the process from ending.
      await Promise.race([finish(), patience]);
      clearTimeout(late);
      clearTimeout(timer);
      // Without the database the leases expire instead, which takes longer.
      await releaseJobs(db, [...running.values()]).catch((error: unknown) => {
        logger.error({ event: 'jobs.release', problem: problemOf(error) });
      });
    },
  };
}

async function perform(options: WorkerOptions, claimed: ClaimedJob, leaseMs: number): Promise<void> {
  const { database, runJob, logger } = options;
  const read = readJob(claimed.row);
  const started = performance.now();
  const line = (status: string, more: object = {}) => ({
    event: 'job',
    kind: read.ok ? read.job.kind : 'unreadable',
    companyId: read.ok ? read.job.companyId : null,
    requestId: claimed.requestId,
    attempt: claimed.attempt,
    ms: Math.round(performance.now() - started),
    status,
    ...more,
  });
  const beat = setInterval(() => {
    // A missed heartbeat loses the lease, and the result of the job is then ignored.
    extendLease(database.db, claimed, leaseMs).catch(() => {});
  }, leaseMs / 3);
  try {
    if (!read.ok) throw new PermanentFailure(read.problem);
    const { job } = read;
    await inRequest(claimed.requestId, () =>
      traced(`job ${job.kind}`, { kind: 'job' }, () => runJob(job, claimed.requestId)),
    );
    await finishJob(database.db, claimed, options.now());
    logger.info(line('done'));
  } catch (error) {
    const problem = problemOf(error);
    try {
      if (error instanceof NotNow) {
        await retryJob(database.db, claimed, error.waitMs, error.reason ?? '');
        if (error.reason !== null) logger.info(line('retry', { problem: error.reason }));
        return;
      }
      if (error instanceof PermanentFailure || claimed.attempt >= MAX_ATTEMPTS) {
        await deadLetterJob(database.db, claimed, problem);
        logger.error(line('dead', { problem }));
        return;
      }
      await retryJob(
        database.db,
        claimed,
        waitAfter(claimed.attempt, Math.random(), askedToWaitMs(error)),
        problem,
      );
      logger.warn(line('retry', { problem }));
    } catch (lost) {
      // The database is unreachable: the lease expires, and another worker runs the job again.
      logger.error(line('lost', { problem: problemOf(lost) }));
    }
  } finally {
    clearInterval(beat);
  }
}

function askedToWaitMs(error: unknown): number {
  return error instanceof Upstream ? (error.retryAfterSeconds ?? 0) * 1000 : 0;
}
