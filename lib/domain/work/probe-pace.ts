// Budget of health probes: a small share of the day's quota, for all processes together.
import { DAY_MS, MINUTE_MS } from '../text/duration';
import type { Quota } from './reconcile';

/** Share of the day's quota. */
const SHARE = 0.02;
/** Other calls show whether Codat answers; a process probes only after this long without one. */
const QUIET_MS = 10 * MINUTE_MS;
const SLOWEST_MS = 30 * MINUTE_MS;
/** During an outage probes are more frequent: this share of the wait, and at most this many minutes. */
const AWAY_SHARE = 1 / 6;
const AWAY_SLOWEST_MS = 5 * MINUTE_MS;

/**
 * Milliseconds for which one answer serves every health check of every process.
 * @param isReachable the latest answer
 */
export function waitBetweenProbes(isReachable: boolean, quota: Pick<Quota, 'limit'>): number {
  const fair = DAY_MS / Math.max(quota.limit * SHARE, 1);
  const wait = Math.min(Math.max(fair, QUIET_MS), SLOWEST_MS);
  return isReachable ? wait : Math.min(Math.max(wait * AWAY_SHARE, MINUTE_MS), AWAY_SLOWEST_MS);
}
