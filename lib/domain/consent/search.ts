// Search among agreements by what people type: without accents, capitals, elisions or plurals getting in the way.

import type { SourceType } from '../connection/connection';
import { nameOfDataType } from '../product/data-vocabulary';
import type { Product } from '../product/product';
import type { Locale } from '../text/language';
import type { ConsentEventBody } from './consent';

/** The text as it is compared: lower case, no accents, one kind of apostrophe and space. */
export function plainText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** French elisions before a vowel; they are no part of the searched word. */
const ELISIONS = new Set(['l', 'd', 'j', 'c', 'm', 'n', 's', 't', 'qu']);

/** The searched words: short plurals are cut, since «factures» and «facture» mean the same in both languages. */
function wordsOf(query: string): string[] {
  return plainText(query)
    .split(' ')
    .filter((word) => word !== '' && !ELISIONS.has(word))
    .map((word) => (word.length > 3 ? word.replace(/[sx]$/, '') : word));
}

/** True when every typed word begins a word of the text. An empty query matches everything. */
export function isMatch(query: string, texts: readonly string[]): boolean {
  const text = ` ${texts.map(plainText).join(' ')}`;
  return wordsOf(query).every((word) => text.includes(` ${word}`));
}

export const SHOWN = ['all', 'current', 'ended'] as const;
export type Shown = (typeof SHOWN)[number];

export interface AgreementFilter {
  text: string;
  shown: Shown;
  /** A source type, a platform key, or empty for all. */
  source: string;
}

export interface Searchable {
  /** All searchable texts, in the reader's language. */
  texts: readonly string[];
  isCurrent: boolean;
  sourceTypes: readonly SourceType[];
  platformKeys: readonly string[];
}

/** The searchable texts of an agreement: product, reason, data, parties and platforms. */
export function textsOf(
  agreement: {
    product: Product;
    terms: Pick<ConsentEventBody, 'controller' | 'processors' | 'recipient_third_parties'>;
    platforms: readonly { platformName: string; organisation: string | null }[];
  },
  locale: Locale,
): string[] {
  const { product, terms, platforms } = agreement;
  return [
    product.name[locale],
    ...product.purposes.map((purpose) => purpose.text[locale]),
    ...product.data.flatMap(({ label, dataTypes }) => [
      label[locale],
      ...dataTypes.map(({ id }) => nameOfDataType(id)[locale]),
    ]),
    ...[terms.controller, ...terms.processors, ...terms.recipient_third_parties],
    ...platforms.flatMap(({ platformName, organisation }) => [platformName, organisation ?? '']),
  ];
}

/** Longer than any name; the rest cannot change the result. */
const MAX_TEXT = 100;

const single = (value: string | string[] | undefined) => (typeof value === 'string' ? value : '');

/** The filter in an address; invalid parts are ignored. */
export function readFilter(query: Record<string, string | string[] | undefined>): AgreementFilter {
  return {
    text: single(query.q).slice(0, MAX_TEXT).trim(),
    shown: SHOWN.find((shown) => shown === query.show) ?? 'all',
    source: single(query.source).slice(0, MAX_TEXT),
  };
}

/** The filter as parameters of an address. */
export function queryOf({ text, shown, source }: AgreementFilter): Record<string, string> {
  return {
    ...(text === '' ? {} : { q: text }),
    ...(shown === 'all' ? {} : { show: shown }),
    ...(source === '' ? {} : { source }),
  };
}

export function isFiltered({ text, shown, source }: AgreementFilter): boolean {
  return text !== '' || shown !== 'all' || source !== '';
}

/** The agreements that match all parts of the filter, in their given order. */
export function filterAgreements<T extends Searchable>(
  agreements: readonly T[],
  filter: AgreementFilter,
): T[] {
  const { text, shown, source } = filter;
  return agreements.filter(
    (each) =>
      (shown === 'all' || each.isCurrent === (shown === 'current')) &&
      (source === '' || [...each.sourceTypes, ...each.platformKeys].includes(source)) &&
      isMatch(text, each.texts),
  );
}
