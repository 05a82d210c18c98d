// Job: polls a first read until it is complete, so that its letter is sent without a page view.
import { findConnection } from '@/db/queries/connections';
import { isLinked } from '../domain/connection/connection';
import { Upstream } from '../errors';
import { enqueueNextFollow, type Follow } from '../sync/enqueue-following';
import { getReads } from './get-reads';
import { type ProgressTools, refreshProgress } from './refresh-progress';

/** Idempotent: a repetition only polls Codat again. @throws Upstream to be tried again */
export async function followReads(tools: ProgressTools, follow: Follow, requestId: string): Promise<void> {
  const { db, codat } = tools;
  const { companyId, connectionId } = follow;
  const connection = await findConnection(db, companyId, connectionId);
  if (connection === null || !isLinked(connection)) return;
  try {
    await refreshProgress(tools, { companyId, requestId }, 'page');
  } catch (error) {
    // The company does not exist at Codat: no retry can help.
    if (error instanceof Upstream && error.kind === 'not-found') return;
    throw error;
  }
  const scope = { kind: 'connection', id: connectionId } as const;
  const reads = await getReads({ db, codat, companyId, now: tools.now() }, scope);
  // Reads that may not be shown yet, for example while the customer is asked whose data it is, are followed too.
  if (reads?.isSettled) return;
  await enqueueNextFollow(db, { ...follow, attempt: follow.attempt + 1 }, { now: tools.now(), requestId });
}
