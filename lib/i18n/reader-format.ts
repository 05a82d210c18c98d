// Owns dates, times and lists in the reader's own format.
import 'server-only';
import { headers } from 'next/headers';
import { getFormatter, getLocale, getTimeZone } from 'next-intl/server';
import { pickRegion } from './region';

/** `day`: 21 November 2026. `moment`: 21 November 2026 at 08:53 GMT. `ago`: in 12 days. */
export async function getReaderFormat() {
  const region = pickRegion(await getLocale(), (await headers()).get('accept-language'));
  const [format, timeZone] = [await getFormatter(), await getTimeZone()];
  const date = { day: 'numeric', month: 'long', year: 'numeric', timeZone } as const;
  const day = new Intl.DateTimeFormat(region, date);
  const moment = new Intl.DateTimeFormat(region, {
    ...date,
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  });
  const list = new Intl.ListFormat(region);
  return {
    day: (at: Date) => day.format(at),
    moment: (at: Date) => moment.format(at),
    ago: (at: Date) => format.relativeTime(at),
    list: (parts: string[]) => list.format(parts),
  };
}
