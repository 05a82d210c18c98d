// Trading calendar: how weekday and season weigh each day.
import { type Business, growthAt, seasonAt } from './business';
import { firstDay, lastDay, weekday } from './calendar';

export interface Today {
  day: number;
  month: number;
  weekday: number;
  dayOfMonth: number;
  isLastOfMonth: boolean;
  /** Size of the business against its beginning. */
  growth: number;
  /** What the time of year makes of sales; around 1. */
  season: number;
}

export const DAYS_PER_MONTH = 30.44;

/** Every day of a month in order; monthly values are computed once. */
export function daysOf(business: Business, month: number): Today[] {
  const first = firstDay(month);
  const last = lastDay(month);
  const growth = growthAt(business, month);
  const season = seasonAt(business, month);
  const start = weekday(first);
  return Array.from({ length: last - first + 1 }, (_, index) => ({
    day: first + index,
    month,
    weekday: (start + index) % 7,
    dayOfMonth: index + 1,
    isLastOfMonth: first + index === last,
    growth,
    season,
  }));
}
