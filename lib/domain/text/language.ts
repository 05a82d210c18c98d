// Languages of the site, and a text in each of them.
export const LOCALES = ['en', 'fr'] as const;
export type Locale = (typeof LOCALES)[number];
export type Localized = Record<Locale, string>;
