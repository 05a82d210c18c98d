// Transactional outbox: a change of what may be read enqueues the job that tells Codat.
import type { Db } from '@/db/client';
import { insertJob } from '@/db/queries/jobs';
import { enqueueProductSync } from './sync-codat-products';

/** Codat begins with a new connection by itself: what it has begun with by then need not be asked for. */
const HEAD_START_MS = 10_000;

/** @param about `afterLink`: business time at which access was given, when that is what changed */
export async function enqueueReading(
  tx: Db,
  about: { companyId: string; requestId: string; afterLink?: Date },
): Promise<void> {
  const { companyId, requestId, afterLink } = about;
  if (afterLink === undefined) await enqueueProductSync(tx, { companyId, requestId });
  await insertJob(tx, {
    job: { kind: 'align-reading', companyId },
    requestId,
    ...(afterLink === undefined ? {} : { notBefore: new Date(afterLink.getTime() + HEAD_START_MS) }),
  });
}
