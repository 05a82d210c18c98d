// Polling with a lease: one process at a time asks Codat how far a business has been read.
import type { Db } from '@/db/client';
import { platformsPart } from '@/db/queries/codat-cache';
import { companyPart } from '@/db/queries/companies';
import { connectionsPart } from '@/db/queries/connections';
import { gatherer } from '@/db/queries/gather';
import { claimProgressPoll, findProgressPoll, scheduleProgressPoll } from '@/db/queries/progress-polls';
import type { Codat } from '../codat/client';
import { getDataStatus } from '../codat/data-status';
import { listPullOperations } from '../codat/pull-history';
import { hasSources, needsHistory, readStatusesOf } from '../domain/reading/read-attribution';
import { waitAfterFailure, waitAfterPoll } from '../domain/reading/read-pace';
import { Upstream } from '../errors';
import { machineClock } from '../runtime/clock';
import { readNames } from './read-names';
import { readOffers } from './read-offers';
import { recordReads } from './record-reads';

/** Longer than the longest poll: three calls of five seconds. */
const LEASE_MS = 20_000;

export interface ProgressTools {
  db: Db;
  codat: Codat;
  /** Business time. */
  now: () => Date;
}

/**
 * `due`: only when the schedule says so. `page`: a page was just opened, so a second is enough. `now`: a webhook
 * reports a change. A number: a page, which may poll once in that many milliseconds, due or not.
 */
export type Urgency = 'due' | 'page' | 'now' | number;

const EAGER_MS = 1000;

/** `none`: nothing is read of this business. `later`: not due yet, or another process is polling. */
export type RefreshOutcome = 'looked' | 'later' | 'none';

const readForPoll = gatherer('before_poll', { company: companyPart, connections: connectionsPart });
const readForMessage = gatherer('before_message', {
  company: companyPart,
  connections: connectionsPart,
  platforms: platformsPart,
});

/** Most polls are not due, and need no list of platforms. */
async function readFacts(db: Db, companyId: string, urgency: Urgency) {
  return urgency === 'now'
    ? readForMessage(db, { companyId })
    : { ...(await readForPoll(db, { companyId })), platforms: undefined };
}

/** @throws Upstream when Codat did not answer; the time of the next poll is stored */
export async function refreshProgress(
  tools: ProgressTools,
  { companyId, requestId }: { companyId: string; requestId: string },
  urgency: Urgency,
): Promise<RefreshOutcome> {
  const { db, codat } = tools;
  const { company, connections, platforms } = await readFacts(db, companyId, urgency);
  if (!company?.codatCompanyId || !hasSources(connections)) return 'none';
  if (urgency !== 'now') {
    const eagerMs = urgency === 'page' ? EAGER_MS : null;
    const polledMs = typeof urgency === 'number' ? urgency : null;
    if (
      !(await claimProgressPoll(db, companyId, { leaseMs: LEASE_MS, eagerMs: polledMs ?? eagerMs, polledMs }))
    )
      return 'later';
  }
  const askedAt = machineClock.now();
  try {
    const offers = await readOffers({ db, codat, now: tools.now() }, platforms);
    const statuses = await getDataStatus(codat, company.codatCompanyId);
    const history = needsHistory(connections) ? await listPullOperations(codat, company.codatCompanyId) : [];
    const said = readStatusesOf(connections, statuses, history);
    const hasMoved = await recordReads(db, companyId, {
      said,
      offers,
      askedAt,
      now: tools.now(),
      requestId,
      pollInMs: waitAfterPoll(0),
    });
    if (!hasMoved) {
      const inMs = waitAfterPoll((await findProgressPoll(db, companyId))?.stillForMs ?? 0);
      await scheduleProgressPoll(db, companyId, { inMs, isAnswered: true, hasMoved });
    }
    const { codatCompanyId } = company;
    await readNames(tools, { companyId, codatCompanyId, requestId }, connections);
    return 'looked';
  } catch (error) {
    if (error instanceof Upstream) {
      const inMs = waitAfterFailure((error.retryAfterSeconds ?? 0) * 1000);
      await scheduleProgressPoll(db, companyId, { inMs, isAnswered: false, hasMoved: false });
    }
    throw error;
  }
}
