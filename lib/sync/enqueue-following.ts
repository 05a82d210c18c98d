// Transactional outbox: giving access enqueues the polling that follows its first read.
import type { Db } from '@/db/client';
import { insertJobs, type NewJob } from '@/db/queries/jobs';
import { hastenReads } from '@/db/queries/read-progress';
import { waitBeforeFollowUp } from '../domain/reading/read-pace';

export interface Follow {
  companyId: string;
  connectionId: string;
  /** Number of polls since it was connected. */
  attempt: number;
}

/** Call it in the transaction that writes that access was given. @param now business time @returns the jobs of the next polls */
export async function followFirstRead(
  tx: Db,
  { companyId, connectionIds }: { companyId: string; connectionIds: readonly string[] },
  { now, requestId }: { now: Date; requestId: string },
): Promise<NewJob[]> {
  await hastenReads(tx, companyId);
  return connectionIds.flatMap((connectionId) =>
    followJobs({ companyId, connectionId, attempt: 0 }, { now, requestId }),
  );
}

/** Call it in the transaction that writes that access was given. */
export async function enqueueFollowing(
  tx: Db,
  about: { companyId: string; connectionIds: readonly string[] },
  by: { now: Date; requestId: string },
): Promise<void> {
  if (about.connectionIds.length > 0) await insertJobs(tx, await followFirstRead(tx, about, by));
}

function followJobs(follow: Follow, { now, requestId }: { now: Date; requestId: string }): NewJob[] {
  const waitMs = waitBeforeFollowUp(follow.attempt);
  if (waitMs === null) return [];
  return [
    {
      job: { kind: 'follow-reads', ...follow },
      requestId,
      notBefore: new Date(now.getTime() + waitMs),
    },
  ];
}

export async function enqueueNextFollow(
  tx: Db,
  follow: Follow,
  by: { now: Date; requestId: string },
): Promise<void> {
  await insertJobs(tx, followJobs(follow, by));
}
