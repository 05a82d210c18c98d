// Transactional outbox: a change of what may be read enqueues the job that tells Codat.
import type { Db } from '@/db/client';
import { insertJobs, type NewJob } from '@/db/queries/jobs';
import { productSyncJobs } from './sync-codat-products';

/** Codat begins with a new connection by itself: what it has begun with by then need not be asked for. */
const HEAD_START_MS = 10_000;

/** @param about `afterLink`: business time at which access was given, when that is what changed */
export function readingJobs(about: { companyId: string; requestId: string; afterLink?: Date }): NewJob[] {
  const { companyId, requestId, afterLink } = about;
  return [
    ...(afterLink === undefined ? productSyncJobs({ companyId, requestId }) : []),
    {
      job: { kind: 'align-reading', companyId },
      requestId,
      ...(afterLink === undefined ? {} : { notBefore: new Date(afterLink.getTime() + HEAD_START_MS) }),
    },
  ];
}

/** Call it in the transaction of the change. */
export async function enqueueReading(tx: Db, about: Parameters<typeof readingJobs>[0]): Promise<void> {
  await insertJobs(tx, readingJobs(about));
}
