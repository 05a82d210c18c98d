// Value objects of a letter: its parts, its rows of facts, its dates. Pure.
import type { Locale } from '../text/language';
import { dateWords, type SitePlace } from '../text/site-time';
import type { MailPhrases } from './mail-phrases';

/** One of several ordered steps, with its links. */
export interface LetterStep {
  text: string;
  calls: { label: string; href: string }[];
}

export interface LetterBody {
  subject: string;
  paragraphs: string[];
  /** Numbered from 1; absent in a letter with a single action. */
  steps?: LetterStep[];
  facts: { label: string; lines: string[] }[];
  action: { label: string; href: string } | null;
  /** In smaller print below the action. */
  notes: string[];
}

export interface LetterContext {
  language: Locale;
  /** The business that the letter is about; null when it is only about a person. */
  business: string | null;
  brand: string;
  /** Determines the dates in it. */
  place: SitePlace;
  support: { email: string; phone: string };
  /** Address of the site, without a slash at the end. */
  siteUrl: string;
}

/** Facts without a value are left out; the business comes first if there is one. */
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
