// Job: polls a first read until it is complete, so that its letter is sent without a page view.
import { findConnection } from '@/db/queries/connections';
import { isLinked } from '../domain/connection/connection';
import { Upstream } from '../errors';
import { enqueueNextFollow, type Follow } from '../sync/enqueue-following';
import { getReads } from './get-reads';
import { type ProgressTools, refreshProgress } from './refresh-progress';

/** Repeating it asks Codat once more and changes nothing else. @throws Upstream to be tried again */
export async function followReads(tools: ProgressTools, follow: Follow, requestId: string): Promise<void> {
  const { db, codat } = tools;
  const { companyId, connectionId } = follow;
  const connection = await findConnection(db, companyId, connectionId);
  if (connection === null || !isLinked(connection)) return;
  try {
    await refreshProgress(tools, { companyId, requestId }, 'page');
  } catch (error) {
    // Codat knows no such company: no repetition mends that.
    if (error instanceof Upstream && error.kind === 'not-found') return;
    throw error;
  }
  const scope = { kind: 'connection', id: connectionId } as const;
  const reads = await getReads({ db, codat, companyId, now: tools.now() }, scope);
  // Where nothing may be told yet, such as while the customer is asked whose data it is, it is followed all the same.
  if (reads?.isSettled) return;
  await enqueueNextFollow(db, { ...follow, attempt: follow.attempt + 1 }, { now: tools.now(), requestId });
}
