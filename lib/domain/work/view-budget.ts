// Call budget of page views: views may use cached answers, so the rest of the day's quota stays for customers' actions. Pure.
import type { Quota } from './reconcile';

/** Of the day's quota: for agreeing, connecting and ending. */
const RESERVE = 0.1;

/** @param quota as Codat told it last; null: not told yet */
export function mayViewsAsk(quota: Quota | null): boolean {
  return quota === null || quota.remaining === null || quota.remaining > quota.limit * RESERVE;
}
