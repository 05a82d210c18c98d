// Formatter of dates, times and lists for pages: the reader's language, the site's country.
import 'server-only';
import { getFormatter, getLocale } from 'next-intl/server';
import { calendarDaysBetween } from '../domain/text/calendar-days';
import { isolated } from '../domain/text/isolate';
import { dateWords, regionOf } from '../domain/text/site-time';
import { clock } from '../runtime/clock';
import { sitePlace } from './site-place';

const SOON_DAYS = 60;

/** Creating a formatter costs more than formatting a whole page. */
const made = new Map<string, { list: Intl.ListFormat; inWords: Intl.RelativeTimeFormat }>();

function formatsOf(region: string) {
  const known = made.get(region);
  if (known !== undefined) return known;
  const formats = {
    list: new Intl.ListFormat(region),
    inWords: new Intl.RelativeTimeFormat(region, { numeric: 'auto' }),
  };
  made.set(region, formats);
  return formats;
}

/** As `dateWords`, plus: `ago`: in 2 weeks. `inDays`: today, tomorrow, in 12 days. */
export async function getReaderFormat() {
  const [language, format, place] = [await getLocale(), await getFormatter(), sitePlace()];
  const words = dateWords(language, place);
  const { list, inWords } = formatsOf(regionOf(language, place));
  return {
    ...words,
    isToday: (at: Date) => words.day(at) === words.day(clock.now()),
    ago: (at: Date) => format.relativeTime(at),
    /** Counts calendar days, for near ends, where weeks would be too coarse. */
    inDays: (at: Date) => {
      const days = calendarDaysBetween(clock.now(), at, place.timeZone);
      return Math.abs(days) < SOON_DAYS ? inWords.format(days, 'day') : format.relativeTime(at);
    },
    list: (parts: string[]) => list.format(parts.map(isolated)),
  };
}
