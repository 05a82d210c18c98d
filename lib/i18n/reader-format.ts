// Formatter of dates, times and lists for pages: in the reader's language, as the site's country writes them.
import 'server-only';
import { getFormatter, getLocale } from 'next-intl/server';
import { clock } from '../clock';
import { dateWords, regionOf } from '../domain/site-time';
import { sitePlace } from './site-place';

const SOON_MS = 60 * 24 * 60 * 60 * 1000;

/** As `dateWords`, and: `ago`: in 2 weeks. `inDays`: in 12 days. */
export async function getReaderFormat() {
  const [language, format, place] = [await getLocale(), await getFormatter(), sitePlace()];
  const words = dateWords(language, place);
  const list = new Intl.ListFormat(regionOf(language, place));
  return {
    ...words,
    isToday: (at: Date) => words.day(at) === words.day(clock.now()),
    ago: (at: Date) => format.relativeTime(at),
    /** Days are counted where weeks would be too coarse: for what ends soon. */
    inDays: (at: Date) => {
      const away = at.getTime() - clock.now().getTime();
      return away > 0 && away < SOON_MS ? format.relativeTime(at, { unit: 'day' }) : format.relativeTime(at);
    },
    list: (parts: string[]) => list.format(parts),
  };
}
