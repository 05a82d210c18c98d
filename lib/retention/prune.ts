// Retention: prunes tables that only grow, once their rows are too old for any page.

import type { Db } from '@/db/client';
import { pruneLogouts } from '@/db/queries/issuer-logouts';
import {
  pruneAttempts,
  pruneDecisions,
  pruneDoneJobs,
  pruneReconciliations,
  pruneWebhookBodies,
} from '@/db/queries/pruning';
import { pruneSessions } from '@/db/queries/sessions';
import { pruneStaffViews } from '@/db/queries/staff-views';
import { DAY_MS } from '../domain/text/duration';
import { type PeriodicTask, startPeriodicTask } from '../runtime/periodic-task';
import { problemOf } from '../runtime/problem';

export interface KeepTools {
  db: Db;
  /** Business time. */
  now: () => Date;
  /** The texts of Codat's messages are kept for so many days. */
  bodyDays: number;
  /** So are work that is done, attempts to tell subscribers, and what comparing found. */
  logDays: number;
  /** Sessions are over after so long without use. */
  idleMs: number;
  /** Retention of the staff audit trail, in days. */
  viewDays: number;
  /** Retention of the decision log, in days. */
  decisionDays: number;
}

export interface Pruned {
  bodies: number;
  jobs: number;
  attempts: number;
  findings: number;
  sessions: number;
  logouts: number;
  looks: number;
  decisions: number;
}

/** Rows of one statement. */
const BATCH = 500;
/** Statements per table and run: the remainder goes in the next run. */
const MOST = 200;

/** Safe in several places at once, and to be ended after any batch. */
export async function prune(
  { db, now, bodyDays, logDays, idleMs, viewDays, decisionDays }: KeepTools,
  isStopping: () => boolean = () => false,
  batch = BATCH,
): Promise<Pruned> {
  const moment = new Date(now().getTime() - logDays * DAY_MS);
  const whileFull = async (one: () => Promise<number>) => {
    let sum = 0;
    for (let round = 0; round < MOST && !isStopping(); round += 1) {
      const count = await one();
      sum += count;
      if (count < batch) break;
    }
    return sum;
  };
  const bodies = await whileFull(() => pruneWebhookBodies(db, bodyDays, batch));
  const attempts = await whileFull(() => pruneAttempts(db, logDays, batch));
  const findings = await whileFull(() => pruneReconciliations(db, moment, batch));
  const sessions = await whileFull(() => pruneSessions(db, idleMs, batch));
  const logouts = await whileFull(() => pruneLogouts(db, batch));
  const looks = await whileFull(() => pruneStaffViews(db, viewDays, batch));
  const decisions = await whileFull(() => pruneDecisions(db, decisionDays, batch));
  let jobs = 0;
  // Old work that stays is passed over: most of it is gone, so that this is short.
  for (let from: number | null = 0; from !== null && !isStopping(); ) {
    const walk = await pruneDoneJobs(db, moment, from, batch);
    jobs += walk.pruned;
    from = walk.next;
  }
  return { bodies, jobs, attempts, findings, sessions, logouts, looks, decisions };
}

const EVERY_MS = 60 * 60_000;

/** Every hour of the machine's time, and not as soon as the process begins. */
export function startPruner(
  tools: KeepTools & { logger: { info(line: object): void; warn(line: object): void } },
  everyMs = EVERY_MS,
): PeriodicTask {
  return startPeriodicTask(
    async (isStopping) => {
      const pruned = await prune(tools, isStopping);
      if (Object.values(pruned).some((count) => count > 0)) {
        tools.logger.info({ event: 'prune', ...pruned });
      }
    },
    everyMs,
    (error) => tools.logger.warn({ event: 'prune', problem: problemOf(error) }),
  );
}
