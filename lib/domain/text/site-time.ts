// Formatter of dates and clock times: one zone and one country for the whole site, so that every page, letter, receipt
// and calendar names the same day for the same moment. Pure; runs in browsers too.
import type { Locale } from './language';

/** The home of the site. */
export interface SitePlace {
  /** ISO 3166, such as `GB`: determines how dates are written. */
  country: string;
  /** IANA name, such as `Europe/London`. */
  timeZone: string;
}

/** Zones of countries with a single one, or one where nearly all people live. Other countries must be configured. */
const ZONES: Record<string, string> = {
  AE: 'Asia/Dubai',
  AT: 'Europe/Vienna',
  BE: 'Europe/Brussels',
  CH: 'Europe/Zurich',
  CZ: 'Europe/Prague',
  DE: 'Europe/Berlin',
  DK: 'Europe/Copenhagen',
  ES: 'Europe/Madrid',
  FI: 'Europe/Helsinki',
  FR: 'Europe/Paris',
  GB: 'Europe/London',
  GR: 'Europe/Athens',
  HK: 'Asia/Hong_Kong',
  IE: 'Europe/Dublin',
  IN: 'Asia/Kolkata',
  IT: 'Europe/Rome',
  JP: 'Asia/Tokyo',
  LU: 'Europe/Luxembourg',
  NL: 'Europe/Amsterdam',
  NO: 'Europe/Oslo',
  NZ: 'Pacific/Auckland',
  PL: 'Europe/Warsaw',
  PT: 'Europe/Lisbon',
  SE: 'Europe/Stockholm',
  SG: 'Asia/Singapore',
  ZA: 'Africa/Johannesburg',
};

export const zoneOfCountry = (country: string): string | null => ZONES[country] ?? null;

/** True for names of places and `UTC`. A fixed offset such as `+01:00` is invalid: it has no summer time. */
export function isTimeZone(name: string): boolean {
  if (!/^(UTC|[A-Z][A-Za-z_]+(\/[A-Za-z0-9_+-]+)+)$/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** A BCP 47 tag: a British and an American bank write English dates differently. */
export const regionOf = (language: Locale, { country }: Pick<SitePlace, 'country'>): string =>
  `${language}-${country}`;

/** The time on a clock. `time` includes seconds: an event and the one before it may share a minute. */
export interface WallTime {
  /** 2026-05-03 */
  date: string;
  /** 10:00:00 */
  time: string;
}

const wallClocks = new Map<string, Intl.DateTimeFormat>();

/** Cached: creating a formatter costs a hundred times as much as using it. */
function wallClock(timeZone: string): Intl.DateTimeFormat {
  const known = wallClocks.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  wallClocks.set(timeZone, made);
  return made;
}

/** The time on a clock in that zone; `date` is the calendar day there. @param timeZone an IANA name */
export function wallTime(at: Date, timeZone: string): WallTime {
  const parts = wallClock(timeZone).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? '';
  return {
    date: `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`,
    time: `${part('hour')}:${part('minute')}:${part('second')}`,
  };
}

export interface DateWords {
  /** 21 November 2026 */
  day(at: Date): string;
  /** 21 Nov */
  shortDay(at: Date): string;
  /** November, or Nov. */
  month(at: Date, width: 'long' | 'short'): string;
  /** 08:53 GMT */
  time(at: Date): string;
  /** 21 November 2026 at 08:53 GMT */
  moment(at: Date): string;
  /** The zone's name in a sentence, such as «United Kingdom Time». */
  zone: string;
  timeZone: string;
}

const DAY = { day: 'numeric', month: 'long', year: 'numeric' } as const;
const TIME = { hour: 'numeric', minute: '2-digit', timeZoneName: 'short' } as const;
const known = new Map<string, DateWords>();

export function dateWords(language: Locale, place: SitePlace): DateWords {
  const key = [language, place.country, place.timeZone].join(' ');
  const words = known.get(key) ?? makeWords(language, place);
  known.set(key, words);
  return words;
}

function makeWords(language: Locale, place: SitePlace): DateWords {
  const region = regionOf(language, place);
  const { timeZone } = place;
  const formatter = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(region, { timeZone, ...options });
  const [day, shortDay] = [formatter(DAY), formatter({ day: 'numeric', month: 'short' })];
  const [time, moment] = [formatter(TIME), formatter({ ...DAY, ...TIME })];
  const abbreviation = abbreviations(region, place);
  const months = { long: formatter({ month: 'long' }), short: formatter({ month: 'short' }) };
  const named = (format: Intl.DateTimeFormat, at: Date) =>
    format
      .formatToParts(at)
      .map(({ type, value }) => (type === 'timeZoneName' ? abbreviation(at) : value))
      .join('');
  return {
    day: (at) => day.format(at),
    shortDay: (at) => shortDay.format(at),
    month: (at, width) => months[width].format(at),
    time: (at) => named(time, at),
    moment: (at) => named(moment, at),
    zone: zoneName(region, timeZone),
    timeZone,
  };
}

const zonePart = (format: Intl.DateTimeFormat, at?: Date): string | undefined =>
  format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value;

/**
 * Such as GMT, CET or HNE. CLDR abbreviates a zone only in the languages spoken there, and has an offset such as
 * `UTC+0` in others: a French and an English page would name one zone differently.
 */
function abbreviations(region: string, { country, timeZone }: SitePlace): (at: Date) => string {
  const tags = [region, `en-${country}`, 'en-GB', 'en-US', 'en-AU', 'en-NZ', 'en-IN', 'en-ZA'];
  // Formatters are costly to create, and the first one usually has an abbreviation.
  const formats = new Map<string, Intl.DateTimeFormat>();
  const nameIn = (tag: string, at: Date): string => {
    const format = formats.get(tag) ?? new Intl.DateTimeFormat(tag, { timeZone, timeZoneName: 'short' });
    formats.set(tag, format);
    return zonePart(format, at) ?? timeZone;
  };
  return (at) => {
    const isName = (tag: string) => !/^(GMT|UTC)[+\u2212-]/.test(nameIn(tag, at));
    return nameIn(tags.find(isName) ?? region, at).replace(/^GMT(?=[+\u2212-])/, 'UTC');
  };
}

function zoneName(region: string, timeZone: string): string {
  const name = zonePart(new Intl.DateTimeFormat(region, { timeZone, timeZoneName: 'longGeneric' }));
  // For a zone named after its country, CLDR has «heure : Royaume-Uni» in French.
  return (name ?? timeZone).replace(/^heure\s:\s/, '');
}
