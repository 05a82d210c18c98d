// Request coalescing: however many pages open, Codat is asked about a business once per interval.
import { claimConnectionPoll, keepConnectionPoll, lookAnsweredPart } from '@/db/queries/connection-polls';
import { connectionsPart } from '@/db/queries/connections';
import { gatherer } from '@/db/queries/gather';
import type { Ctx } from '../context';
import { Upstream } from '../errors';
import { getLimiter } from '../security/rate-limit';
import { type ConnectionsNow, refreshConnections } from './refresh-connections';

type Asking = Pick<Ctx, 'db' | 'codat' | 'companyId' | 'now' | 'request' | 'polling'>;

/** For pages: what is known, which Codat's messages keep fresh, unless it is this view's turn to ask. Verbs ask for themselves. */
export async function refreshForView(ctx: Asking): Promise<ConnectionsNow> {
  const asked = await lookIfDue(ctx);
  if (asked !== null) return asked;
  const { connections, isAnswered } = await readKnown(ctx.db, { companyId: ctx.companyId });
  return { connections, failure: knownFailure(isAnswered) };
}

const readKnown = gatherer('known_connections', {
  connections: connectionsPart,
  isAnswered: lookAnsweredPart,
});

/** Null where it is not this view's turn to ask. */
export async function lookIfDue(ctx: Asking): Promise<ConnectionsNow | null> {
  const { db, companyId, polling } = ctx;
  if (polling === undefined) return refreshConnections(ctx);
  if (!polling.mayAsk || !(await claimConnectionPoll(db, companyId, polling.everyMs))) return null;
  const now = await refreshConnections(ctx);
  await keepConnectionPoll(db, companyId, now.failure === null);
  return now;
}

/** @param isAnswered whether Codat answered the last question of a page */
export const knownFailure = (isAnswered: boolean): Upstream | null =>
  isAnswered ? null : new Upstream('unavailable', { answered: false });

/**
 * For what a person did a moment ago, such as coming back from a platform: it must be seen now, so it has a budget of its own.
 * @returns false when that is used up: then what is known has to do
 */
export async function mayAskNow(
  ctx: Pick<Ctx, 'polling' | 'companyId' | 'actor' | 'request'>,
): Promise<boolean> {
  const { polling } = ctx;
  if (polling === undefined) return true;
  return (await (polling.limiter ?? getLimiter()).take('codat-poll', ctx)).ok;
}
