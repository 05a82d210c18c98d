// Budget of health probes: a small share of the day's quota, for all processes together.
import { DAY_MS, MINUTE_MS } from '../text/duration';
import type { Quota } from './reconcile';

/** Of the day's quota. */
const SHARE = 0.02;
/** Own traffic answers; only after so much silence a process probes. */
const QUIET_MS = 10 * MINUTE_MS;
const SLOWEST_MS = 30 * MINUTE_MS;
/** That Codat is back is noticed sooner: so much of the wait, and of these minutes at most. */
const AWAY_SHARE = 1 / 6;
const AWAY_SLOWEST_MS = 5 * MINUTE_MS;

/**
 * For so many milliseconds one answer serves every probe of every process.
 * @param isReachable what the last answer was
 */
export function waitBetweenProbes(isReachable: boolean, quota: Pick<Quota, 'limit'>): number {
  const fair = DAY_MS / Math.max(quota.limit * SHARE, 1);
  const wait = Math.min(Math.max(fair, QUIET_MS), SLOWEST_MS);
  return isReachable ? wait : Math.min(Math.max(wait * AWAY_SHARE, MINUTE_MS), AWAY_SLOWEST_MS);
}
