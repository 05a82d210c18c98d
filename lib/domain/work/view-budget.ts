// Budget of page views at Codat: what is shown may be known already, so the last of the day's quota is for what people do. Pure.
import type { Quota } from './reconcile';

/** Of the day's quota: for agreeing, connecting and ending. */
const RESERVE = 0.1;

/** @param quota as Codat told it last; null: not told yet */
export function mayViewsAsk(quota: Quota | null): boolean {
  return quota === null || quota.remaining === null || quota.remaining > quota.limit * RESERVE;
}
