// Job process: starts the worker and the periodic tasks once the database answers, and stops them at shutdown.
import { setTimeout as sleep } from 'node:timers/promises';
import { getDatabase } from '@/db/client';
import { getCodat, getQuotaWatch } from '../codat/process';
import { startSweeper } from '../expiry/sweeper';
import { startCheckpointer } from '../ledger/checkpointer';
import { ownCheckpoints } from '../ledger/own-checkpoints';
import { startReconciler } from '../reconcile/reconciler';
import { startPruner } from '../retention/prune';
import { clock, machineClock } from '../runtime/clock';
import { getEnv } from '../runtime/env';
import { isDraining } from '../runtime/graceful-shutdown';
import { log } from '../runtime/log';
import { problemOf } from '../runtime/problem';
import { getOutboundTools } from '../webhooks-out/process';
import { createJobRunner } from './definitions';
import { startWorker, type Worker } from './worker';

const AGAIN_MS = 1_000;

/** Never throws: while the database is down, pages are still served, and the work waits. */
export async function runWorker(): Promise<Worker> {
  const database = getDatabase();
  const now = () => clock.now();
  const runJob = createJobRunner({ db: database.db, codat: getCodat(), now });
  // A process that is told to end meanwhile has started nothing.
  while (!isDraining()) {
    try {
      const worker = await startWorker({
        database,
        runJob,
        now,
        logger: log(),
        avoided: () => getOutboundTools().breakers.openCircuits(),
      });
      const unfinishedDays = getEnv().REMIND_UNFINISHED_DAYS;
      const sweeper = startSweeper({ db: database.db, logger: log(), unfinishedDays }, now);
      const reconciler = startReconciler({
        db: database.db,
        codat: getCodat(),
        now,
        logger: log(),
        percent: getEnv().CODAT_RECONCILE_PERCENT,
        quotaSeen: () => getQuotaWatch().last(machineClock.now()),
      });
      const pruner = startPruner({
        db: database.db,
        now,
        logger: log(),
        bodyDays: getEnv().KEEP_WEBHOOK_BODIES_DAYS,
        logDays: getEnv().KEEP_WORK_LOG_DAYS,
        viewDays: getEnv().KEEP_STAFF_VIEWS_DAYS,
        decisionDays: getEnv().KEEP_DECISIONS_DAYS,
        idleMs: getEnv().SESSION_IDLE_MINUTES * 60_000,
      });
      const store = ownCheckpoints();
      const keys = getEnv().RECEIPT_SIGNING_KEYS;
      const checkpointer =
        store === null ? null : startCheckpointer({ db: database.db, store, keys, logger: log() });
      const rounds = [sweeper, reconciler, pruner, ...(checkpointer === null ? [] : [checkpointer])];
      log().info({ event: 'worker', status: 'started' });
      return {
        async stop(patienceMs) {
          await Promise.all([...rounds.map((each) => each.stop()), worker.stop(patienceMs)]);
        },
      };
    } catch (error) {
      log().warn({ event: 'worker', status: 'waiting', problem: problemOf(error) });
      await sleep(AGAIN_MS);
    }
  }
  return { stop: async () => {} };
}
