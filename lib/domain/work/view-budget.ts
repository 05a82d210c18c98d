// Call budget of page views: views may use cached answers, so that customers' actions get the rest of the quota. Pure.
import type { Quota } from './reconcile';

/** Share of the day's quota, for agreeing, connecting and ending. */
const RESERVE = 0.1;

/** @param quota as Codat last reported it; null when it has not yet */
export function mayViewsAsk(quota: Quota | null): boolean {
  return quota === null || quota.remaining === null || quota.remaining > quota.limit * RESERVE;
}
