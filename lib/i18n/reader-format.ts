// Formatter of dates, times and lists for pages: in the reader's language, as the site's country writes them.
import 'server-only';
import { getFormatter, getLocale } from 'next-intl/server';
import { calendarDaysBetween } from '../domain/calendar-days';
import { isolated } from '../domain/isolate';
import { dateWords, regionOf } from '../domain/site-time';
import { clock } from '../runtime/clock';
import { sitePlace } from './site-place';

const SOON_DAYS = 60;

/** As `dateWords`, and: `ago`: in 2 weeks. `inDays`: today, tomorrow, in 12 days. */
export async function getReaderFormat() {
  const [language, format, place] = [await getLocale(), await getFormatter(), sitePlace()];
  const words = dateWords(language, place);
  const list = new Intl.ListFormat(regionOf(language, place));
  const inWords = new Intl.RelativeTimeFormat(regionOf(language, place), { numeric: 'auto' });
  return {
    ...words,
    isToday: (at: Date) => words.day(at) === words.day(clock.now()),
    ago: (at: Date) => format.relativeTime(at),
    /** Days of the calendar are counted where weeks would be too coarse: for what ends soon. */
    inDays: (at: Date) => {
      const days = calendarDaysBetween(clock.now(), at, place.timeZone);
      return Math.abs(days) < SOON_DAYS ? inWords.format(days, 'day') : format.relativeTime(at);
    },
    list: (parts: string[]) => list.format(parts.map(isolated)),
  };
}
