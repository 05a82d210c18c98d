// Calendar arithmetic: how many days away a day is, as people count them in one time zone.
import { DAY_MS } from './duration';
import { wallTime } from './site-time';

const dayNumber = (at: Date, timeZone: string) =>
  Date.parse(`${wallTime(at, timeZone).date}T00:00Z`) / DAY_MS;

/** 0 for the same day, 1 for tomorrow, whatever the hours between; negative for days that have passed. */
export function calendarDaysBetween(from: Date, to: Date, timeZone: string): number {
  return dayNumber(to, timeZone) - dayNumber(from, timeZone);
}
