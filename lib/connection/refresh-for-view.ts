// Request coalescing: however many pages open, Codat is asked about a business once per interval.
import { claimConnectionPoll, keepConnectionPoll, lookAnsweredPart } from '@/db/queries/connection-polls';
import { connectionsPart } from '@/db/queries/connections';
import { gatherer } from '@/db/queries/gather';
import type { Ctx } from '../context';
import { Upstream } from '../errors';
import { getLimiter } from '../security/rate-limit';
import { type ConnectionsNow, refreshConnections } from './refresh-connections';

type Asking = Pick<Ctx, 'db' | 'codat' | 'companyId' | 'now' | 'request' | 'polling'>;

/**
 * For pages: returns the stored state, which webhooks keep fresh, unless this view is the one to ask Codat. Verbs ask
 * directly.
 */
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

/** Null if it is not this view's turn to ask. */
export async function lookIfDue(ctx: Asking): Promise<ConnectionsNow | null> {
  const { db, companyId, polling } = ctx;
  if (polling === undefined) return refreshConnections(ctx);
  if (!polling.mayAsk || !(await claimConnectionPoll(db, companyId, polling.everyMs))) return null;
  const now = await refreshConnections(ctx);
  await keepConnectionPoll(db, companyId, now.failure === null);
  return now;
}

/** @param isAnswered whether Codat answered the latest poll of a page */
export const knownFailure = (isAnswered: boolean): Upstream | null =>
  isAnswered ? null : new Upstream('unavailable', { answered: false });

/**
 * For an action a moment ago, such as a return from a platform: its result must show now, so it has its own budget.
 * @returns false when the budget is spent, and the stored state has to do
 */
export async function mayAskNow(
  ctx: Pick<Ctx, 'polling' | 'companyId' | 'actor' | 'request'>,
): Promise<boolean> {
  const { polling } = ctx;
  if (polling === undefined) return true;
  return (await (polling.limiter ?? getLimiter()).take('codat-poll', ctx)).ok;
}
