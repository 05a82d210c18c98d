// Value objects of a letter: its parts, its rows of facts, its dates. Pure.
import type { Locale } from '../text/language';
import { dateWords, type SitePlace } from '../text/site-time';
import type { MailPhrases } from './mail-phrases';

/** One of several things to do in an order, with the links that do it. */
export interface LetterStep {
  text: string;
  calls: { label: string; href: string }[];
}

export interface LetterBody {
  subject: string;
  paragraphs: string[];
  /** Numbered from 1; absent where a letter asks for one thing only. */
  steps?: LetterStep[];
  facts: { label: string; lines: string[] }[];
  action: { label: string; href: string } | null;
  /** Said more quietly, below the action. */
  notes: string[];
}

export interface LetterContext {
  language: Locale;
  /** Of the business the letter is about; null when it is about a person only. */
  business: string | null;
  brand: string;
  /** Decides the days it names. */
  place: SitePlace;
  support: { email: string; phone: string };
  /** Address of the site, without a slash at the end. */
  siteUrl: string;
}

/** What has no value is left out; the business comes first where there is one. */
export function factsOf(
  ctx: LetterContext,
  say: MailPhrases,
  rows: [keyof MailPhrases['label'], string][],
): LetterBody['facts'] {
  const all: typeof rows = [['business', ctx.business ?? ''], ...rows];
  return all.flatMap(([label, value]) => (value === '' ? [] : [{ label: say.label[label], lines: [value] }]));
}

/** 21 November 2026. @param iso ISO 8601 */
export function dayOf(iso: string, { language, place }: Pick<LetterContext, 'language' | 'place'>): string {
  return dateWords(language, place).day(new Date(iso));
}
