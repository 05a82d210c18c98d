// Language negotiation: the person's choice, then the browser's, then English. Pure.
import { LOCALES, type Locale } from '../domain/text/language';

export const LOCALE_COOKIE = 'accord.locale';
/** On the presenter's page this cookie takes precedence. */
export const PRESENTER_COOKIE = 'accord.presenter';
/** Marks the presenter's page: Next passes the cookies of one path on to the page that an action redirects to. */
export const PRESENTER_HEADER = 'x-presenter';
const DEFAULT: Locale = 'en';
/** A browser sends a handful of languages; the rest of a longer header is ignored. */
const MAX_HEADER = 500;

export function isLocale(value: unknown): value is Locale {
  return LOCALES.some((locale) => locale === value);
}

/**
 * @param cookie value of the language cookie
 * @param acceptLanguage the header, for example `fr-CA,fr;q=0.9,en;q=0.8`
 */
export function pickLocale(cookie: string | undefined, acceptLanguage: string | null): Locale {
  if (isLocale(cookie)) return cookie;
  const wishes = (acceptLanguage ?? '')
    .slice(0, MAX_HEADER)
    .split(',')
    .map(parseWish)
    .filter((wish) => wish.quality > 0)
    // Array.sort is stable: equal preferences keep the browser's order.
    .sort((a, b) => b.quality - a.quality);
  return wishes.map((wish) => wish.language).find(isLocale) ?? DEFAULT;
}

function parseWish(part: string): { language: string; quality: number } {
  const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
  const q = parameters.map((p) => /^\s*q\s*=\s*(.*)$/.exec(p)?.[1]).find((value) => value !== undefined);
  const quality = q === undefined ? 1 : /^(0(\.\d{0,3})?|1(\.0{0,3})?)\s*$/.test(q) ? Number(q) : 0;
  return { language: tag.trim().split('-')[0] ?? '', quality };
}
