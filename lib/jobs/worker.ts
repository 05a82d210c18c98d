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
import { BACKGROUND_LANES, type Job, type JobKind, MAX_ATTEMPTS, waitAfter } from '../domain/work/job';
import { NotNow, PermanentFailure, Upstream } from '../errors';
import { problemOf } from '../runtime/problem';
import { inRequest } from '../runtime/request-scope';
import { traced } from '../runtime/tracing/spans';

export type JobHandler<K extends JobKind> = (
  job: Extract<Job, { kind: K }>,
  requestId: string,
) => Promise<void>;
export type JobHandlers = { readonly [K in JobKind]: JobHandler<K> };

export interface WorkerOptions {
  database: Pick<Database, 'db' | 'listen'>;
  handlers: JobHandlers;
  /** Business time: what is planned for a day is owed from then on. */
  now: () => Date;
  logger: { info(line: object): void; warn(line: object): void; error(line: object): void };
  /** Beginnings of lanes that are left alone for now; asked before every look. */
  avoided?: () => readonly string[];
  /** How many jobs run at once. */
  concurrency?: number;
  /** A job whose worker died runs again after this long (milliseconds). */
  leaseMs?: number;
  /** How often to look without being told: a notice can be lost with its connection. */
  pollMs?: number;
}

export interface Worker {
  /** Takes no more, and waits for what runs. What is not finished by then is given back, for another worker to do at once. */
  stop(patienceMs?: number): Promise<void>;
}

const LEASE_MS = 45_000;
const POLL_MS = 1_000;
const CONCURRENCY = 8;
/** Of these, so many may do what takes long and holds nobody up: an end of access never waits behind it. */
const BACKGROUND_HANDS = 2;
/** What is overdue and could not be taken is in another worker's hands for a moment. */
const SOONEST_MS = 50;

export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { database, logger, concurrency = CONCURRENCY, leaseMs = LEASE_MS, pollMs = POLL_MS } = options;
  const { db } = database;
  const running = new Map<Promise<void>, ClaimedJob>();
  let stopping = false;
  let timer: NodeJS.Timeout | undefined;
  let turn: Promise<void> | undefined;
  let again = false;

  /** One look at a time; who asks during one gets another right after it. */
  function poll(): void {
    if (stopping) return;
    if (turn !== undefined) {
      again = true;
      return;
    }
    clearTimeout(timer);
    turn = fill()
      .catch((error: unknown) => logger.error({ event: 'jobs.look', problem: problemOf(error) }))
      .finally(() => {
        turn = undefined;
        if (again) {
          again = false;
          poll();
        }
      });
  }

  const inBackground = () => [...running.values()].filter(({ job }) => job.kind === 'align-reading').length;

  async function fill(): Promise<void> {
    const free = concurrency - running.size;
    const avoided = options.avoided?.() ?? [];
    const urgent = [...avoided, BACKGROUND_LANES];
    const claimed = free > 0 ? await claimJobs(db, free, leaseMs, options.now(), urgent) : [];
    const hands = Math.min(free - claimed.length, BACKGROUND_HANDS - inBackground());
    const slow =
      hands > 0 ? await claimJobs(db, hands, leaseMs, options.now(), avoided, BACKGROUND_LANES) : [];
    for (const one of [...claimed, ...slow]) {
      const work: Promise<void> = perform(options, one, leaseMs).finally(() => {
        running.delete(work);
        poll();
      });
      running.set(work, one);
    }
    // With every hand busy there is nothing to look for: the next one that is free looks.
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
      // A database that is away must not keep the process from ending.
      await Promise.race([finish(), patience]);
      clearTimeout(late);
      clearTimeout(timer);
      // Without the database the lease runs out, which takes longer and comes to the same.
      await releaseJobs(db, [...running.values()]).catch((error: unknown) => {
        logger.error({ event: 'jobs.release', problem: problemOf(error) });
      });
    },
  };
}

async function perform(options: WorkerOptions, claimed: ClaimedJob, leaseMs: number): Promise<void> {
  const { database, handlers, logger } = options;
  const started = performance.now();
  const line = (status: string, more: object = {}) => ({
    event: 'job',
    kind: claimed.job.kind,
    companyId: claimed.job.companyId,
    requestId: claimed.requestId,
    attempt: claimed.attempt,
    ms: Math.round(performance.now() - started),
    status,
    ...more,
  });
  const beat = setInterval(() => {
    // A heart that misses a beat loses the lease, and what it says afterwards is not heard.
    extendLease(database.db, claimed, leaseMs).catch(() => {});
  }, leaseMs / 3);
  try {
    await inRequest(claimed.requestId, () =>
      traced(`job ${claimed.job.kind}`, { kind: 'job' }, () => handle(handlers, claimed)),
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
      // The database is away: the lease runs out, and whoever finds the job does it again.
      logger.error(line('lost', { problem: problemOf(lost) }));
    }
  } finally {
    clearInterval(beat);
  }
}

function handle(handlers: JobHandlers, { job, requestId }: ClaimedJob): Promise<void> {
  switch (job.kind) {
    case 'unlink-unused-connection':
      return handlers['unlink-unused-connection'](job, requestId);
    case 'unlink-lapsed-connection':
      return handlers['unlink-lapsed-connection'](job, requestId);
    case 'unlink-connection':
      return handlers['unlink-connection'](job, requestId);
    case 'delete-connection':
      return handlers['delete-connection'](job, requestId);
    case 'apply-webhooks':
      return handlers['apply-webhooks'](job, requestId);
    case 'delete-unused-connection':
      return handlers['delete-unused-connection'](job, requestId);
    case 'sync-codat-products':
      return handlers['sync-codat-products'](job, requestId);
    case 'align-reading':
      return handlers['align-reading'](job, requestId);
    case 'rename-company':
      return handlers['rename-company'](job, requestId);
    case 'delete-company':
      return handlers['delete-company'](job, requestId);
    case 'erase-people':
      return handlers['erase-people'](job, requestId);
    case 'check-connections':
      return handlers['check-connections'](job, requestId);
    case 'follow-reads':
      return handlers['follow-reads'](job, requestId);
    case 'send-mail':
      return handlers['send-mail'](job, requestId);
    case 'answer-sign-in':
      return handlers['answer-sign-in'](job, requestId);
    case 'deliver-event':
      return handlers['deliver-event'](job, requestId);
    case 'send-help-request':
      return handlers['send-help-request'](job, requestId);
    case 'prune-help-request':
      return handlers['prune-help-request'](job, requestId);
    default:
      return Promise.reject(
        new PermanentFailure(`unknown kind of work: ${JSON.stringify(job satisfies never)}`),
      );
  }
}

function askedToWaitMs(error: unknown): number {
  return error instanceof Upstream ? (error.retryAfterSeconds ?? 0) * 1000 : 0;
}
