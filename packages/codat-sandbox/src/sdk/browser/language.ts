// Language of the modules: the page's, else the browser's.

export type Language = 'en' | 'fr';

const isFrench = (tag: string) => /^fr\b/i.test(tag);

export function firstLanguage(pageLanguage: string, browserLanguages: readonly string[]): Language {
  if (pageLanguage !== '') return isFrench(pageLanguage) ? 'fr' : 'en';
  return isFrench(browserLanguages[0] ?? '') ? 'fr' : 'en';
}

/** The French of Link is Canadian. */
export const TAGS: Readonly<Record<Language, string>> = { en: 'en', fr: 'fr-CA' };
