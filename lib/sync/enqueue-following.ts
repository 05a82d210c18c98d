// Transactional outbox: giving access enqueues the polling that follows its first read.
import type { Db } from '@/db/client';
import { insertJob } from '@/db/queries/jobs';
import { hastenProgressPoll } from '@/db/queries/progress-polls';
import { tellReadsMoved } from '@/db/queries/read-progress';
import { waitBeforeFollowUp } from '../domain/reading/read-pace';

export interface Follow {
  companyId: string;
  connectionId: string;
  /** Number of polls since it was connected. */
  attempt: number;
}

/** Call it in the transaction that writes that access was given. @param now business time */
export async function enqueueFollowing(
  tx: Db,
  { companyId, connectionIds }: { companyId: string; connectionIds: readonly string[] },
  { now, requestId }: { now: Date; requestId: string },
): Promise<void> {
  if (connectionIds.length === 0) return;
  await hastenProgressPoll(tx, companyId);
  await tellReadsMoved(tx, companyId);
  for (const connectionId of connectionIds) {
    await enqueueNextFollow(tx, { companyId, connectionId, attempt: 0 }, { now, requestId });
  }
}

export async function enqueueNextFollow(
  tx: Db,
  follow: Follow,
  { now, requestId }: { now: Date; requestId: string },
): Promise<void> {
  const waitMs = waitBeforeFollowUp(follow.attempt);
  if (waitMs === null) return;
  await insertJob(tx, {
    job: { kind: 'follow-reads', ...follow },
    requestId,
    notBefore: new Date(now.getTime() + waitMs),
  });
}
