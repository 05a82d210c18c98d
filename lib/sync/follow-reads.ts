// Owns following a first read to its end without anybody on a page, so that the letter is written in any case.
import type { Db } from '@/db/client';
import { findConnection } from '@/db/queries/connections';
import { insertJob } from '@/db/queries/jobs';
import { hurryReadLook } from '@/db/queries/read-looks';
import { tellReadsMoved } from '@/db/queries/read-progress';
import { isLinked } from '../domain/connection';
import { waitBeforeFollowUp } from '../domain/read-pace';
import { Upstream } from '../errors';
import { getReads } from './get-reads';
import { type LookTools, lookAtReads } from './look-at-reads';

interface Follow {
  companyId: string;
  connectionId: string;
  /** How many looks there were since it was connected. */
  look: number;
}

/** Call it in the transaction that writes that access was given. @param now business time */
export async function oweFollowing(
  tx: Db,
  { companyId, connectionIds }: { companyId: string; connectionIds: readonly string[] },
  { now, requestId }: { now: Date; requestId: string },
): Promise<void> {
  if (connectionIds.length === 0) return;
  await hurryReadLook(tx, companyId);
  await tellReadsMoved(tx, companyId);
  for (const connectionId of connectionIds) {
    await oweNext(tx, { companyId, connectionId, look: 0 }, { now, requestId });
  }
}

async function oweNext(
  tx: Db,
  follow: Follow,
  { now, requestId }: { now: Date; requestId: string },
): Promise<void> {
  const waitMs = waitBeforeFollowUp(follow.look);
  if (waitMs === null) return;
  await insertJob(tx, {
    // A lane of its own: it waits for nothing, and nothing waits for it.
    lane: `reads:${follow.companyId}`,
    job: { kind: 'follow-reads', ...follow },
    requestId,
    notBefore: new Date(now.getTime() + waitMs),
  });
}

/** Repeating it asks Codat once more and changes nothing else. @throws Upstream to be tried again */
export async function followReads(tools: LookTools, follow: Follow, requestId: string): Promise<void> {
  const { db, codat } = tools;
  const { companyId, connectionId } = follow;
  const connection = await findConnection(db, companyId, connectionId);
  if (connection === null || !isLinked(connection)) return;
  try {
    await lookAtReads(tools, { companyId, requestId }, 'page');
  } catch (error) {
    // Codat knows no such company: no repetition mends that.
    if (error instanceof Upstream && error.kind === 'not-found') return;
    throw error;
  }
  const scope = { kind: 'connection', id: connectionId } as const;
  const reads = await getReads({ db, codat, companyId, now: tools.now() }, scope);
  // Where nothing may be told yet, such as while the customer is asked whose data it is, it is followed all the same.
  if (reads?.isSettled) return;
  await oweNext(db, { ...follow, look: follow.look + 1 }, { now: tools.now(), requestId });
}
