// Owns dates, times and lists in the reader's own format.
import 'server-only';
import { headers } from 'next/headers';
import { getFormatter, getLocale, getTimeZone } from 'next-intl/server';
import { clock } from '../clock';
import { pickRegion } from './region';
import { zoneName } from './zone-name';

const SOON_MS = 60 * 24 * 60 * 60 * 1000;

/** `day`: 21 November 2026. `moment`: 21 November 2026 at 08:53 GMT. `ago`: in 2 weeks. `inDays`: in 12 days. */
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
  const time = new Intl.DateTimeFormat(region, {
    hour: 'numeric',
    minute: '2-digit',
    timeZone,
  });
  const short = new Intl.DateTimeFormat(region, { day: 'numeric', month: 'short', timeZone });
  const list = new Intl.ListFormat(region);
  return {
    /** What the zone of all times here is called, and its IANA name. */
    zone: zoneName(region, timeZone),
    timeZone,
    day: (at: Date) => day.format(at),
    moment: (at: Date) => moment.format(at),
    isToday: (at: Date) => day.format(at) === day.format(clock.now()),
    /** Without its zone, which has to be said once nearby. */
    time: (at: Date) => time.format(at),
    shortDay: (at: Date) => short.format(at),
    ago: (at: Date) => format.relativeTime(at),
    /** Days are counted where weeks would be too coarse: for what ends soon. */
    inDays: (at: Date) => {
      const away = at.getTime() - clock.now().getTime();
      return away > 0 && away < SOON_MS ? format.relativeTime(at, { unit: 'day' }) : format.relativeTime(at);
    },
    list: (parts: string[]) => list.format(parts),
  };
}
