// Adapter of our own job queue to the queue benchmark.
import { connectDatabase } from '../db/client';
import { insertJob } from '../db/queries/jobs';
import type { Job } from '../lib/domain/work/job-kinds';
import { startWorker } from '../lib/jobs/worker';
import type { OpenQueue } from './queue-shape';

const QUIET = { info: () => {}, warn: () => {}, error: () => {} };

export const openOwnQueue: OpenQueue = async (url) => {
  const database = connectDatabase(url);
  const jobOf = (lane: string, n: number): Job => ({
    kind: 'delete-connection',
    companyId: lane,
    connectionId: String(n),
  });
  return {
    enqueue: async (lane, n) => {
      await database.db.transaction((tx) => insertJob(tx, { job: jobOf(lane, n), requestId: 'bench' }));
    },
    work: async (run) => {
      const worker = await startWorker({
        database,
        // Every kind of job does the same here.
        runJob: (job) => run(job.companyId, Number('connectionId' in job ? job.connectionId : 0)),
        now: () => new Date(),
        logger: QUIET,
      });
      return () => worker.stop();
    },
    close: () => database.close(),
  };
};
