// Owns which region's habits dates and numbers follow: English is written differently in London and New York. Pure.
import type { Locale } from '../domain/product';

const DEFAULT: Record<Locale, string> = { en: 'en-GB', fr: 'fr-FR' };
const TAG = /^(en|fr)-([A-Z]{2})$/i;

/**
 * @param locale the language of the page
 * @param acceptLanguage the header; its first region of that language counts
 * @returns a tag such as `en-GB`
 */
export function pickRegion(locale: Locale, acceptLanguage: string | null): string {
  for (const part of (acceptLanguage ?? '').slice(0, 500).split(',')) {
    const [, language, region] = TAG.exec(part.split(';')[0]?.trim() ?? '') ?? [];
    if (language?.toLowerCase() === locale && region !== undefined)
      return `${locale}-${region.toUpperCase()}`;
  }
  return DEFAULT[locale];
}
