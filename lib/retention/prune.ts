// Retention: lets go of what only grows, was of use while it was young, and is on no page any more.

import type { Db } from '@/db/client';
import {
  forgetAttempts,
  forgetDoneJobs,
  forgetReconciliations,
  forgetWebhookBodies,
} from '@/db/queries/forgetting';
import { forgetLogouts } from '@/db/queries/issuer-logouts';
import { forgetSessions } from '@/db/queries/sessions';
import { forgetStaffLooks } from '@/db/queries/staff-looks';
import { type Rounds, startRounds } from '../runtime/periodic-task';
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
  /** Looks of staff are kept for so many days. */
  lookDays: number;
}

export interface Forgotten {
  bodies: number;
  jobs: number;
  attempts: number;
  findings: number;
  sessions: number;
  logouts: number;
  looks: number;
}

const DAY_MS = 86_400_000;
/** Rows of one statement. */
const BATCH = 500;
/** Statements of one round for each table: what is left goes in the next one. */
const MOST = 200;

/** Safe in several places at once, and to be ended after any batch. */
export async function forget(
  { db, now, bodyDays, logDays, idleMs, lookDays }: KeepTools,
  isStopping: () => boolean = () => false,
  batch = BATCH,
): Promise<Forgotten> {
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
  const bodies = await whileFull(() => forgetWebhookBodies(db, bodyDays, batch));
  const attempts = await whileFull(() => forgetAttempts(db, logDays, batch));
  const findings = await whileFull(() => forgetReconciliations(db, moment, batch));
  const sessions = await whileFull(() => forgetSessions(db, idleMs, batch));
  const logouts = await whileFull(() => forgetLogouts(db, batch));
  const looks = await whileFull(() => forgetStaffLooks(db, lookDays, batch));
  let jobs = 0;
  // Old work that stays is passed over: most of it is gone, so that this is short.
  for (let from: number | null = 0; from !== null && !isStopping(); ) {
    const walk = await forgetDoneJobs(db, moment, from, batch);
    jobs += walk.forgotten;
    from = walk.next;
  }
  return { bodies, jobs, attempts, findings, sessions, logouts, looks };
}

const EVERY_MS = 60 * 60_000;

/** Every hour of the machine's time, and not as soon as the process begins. */
export function startForgetter(
  tools: KeepTools & { logger: { info(line: object): void; warn(line: object): void } },
  everyMs = EVERY_MS,
): Rounds {
  return startRounds(
    async (isStopping) => {
      const forgotten = await forget(tools, isStopping);
      if (Object.values(forgotten).some((count) => count > 0)) {
        tools.logger.info({ event: 'forget', ...forgotten });
      }
    },
    everyMs,
    (error) => tools.logger.warn({ event: 'forget', problem: problemOf(error) }),
  );
}
