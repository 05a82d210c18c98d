import fc from 'fast-check';
import { expect, test } from 'vitest';
import { filterAgreements, isFiltered, isMatch, plainText, readFilter, type Searchable } from './search';

test.each([
  ['Trésorerie', 'tresorerie'],
  ['  Vue d’ensemble ', 'vue d ensemble'],
  ['ŒUVRE / sœur', 'oeuvre soeur'],
  ['Açaï — « crème »', 'acai creme'],
  ['Plaid/TrueLayer', 'plaid truelayer'],
])('%s is compared as %s', (text, plain) => {
  expect(plainText(text)).toBe(plain);
});

const LENDING = [
  'Financement',
  'Décider si nous pouvons prêter à votre entreprise, et combien.',
  'Vos comptes bancaires',
  'Factures émises',
  'Plaid / TrueLayer',
];

test.each([
  ['', true],
  ['financement', true],
  ['FINANCEMENT', true],
  ['decider', true],
  ['prêter entreprise', true],
  ['l’entreprise', true],
  ["d'entreprise", true],
  ['facture', true],
  ['factures', true],
  ['compte bancaire', true],
  ['comptes bancaires', true],
  ['truelayer', true],
  ['Plaid', true],
  ['commandes', false],
  ['financement commandes', false],
  // Inside a word is chance, not meaning.
  ['nance', false],
])('%j is found: %s', (query, found) => {
  expect(isMatch(query, LENDING)).toBe(found);
});

test('whatever is written is found by each of its words, with and without its accents', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      for (const word of text.split(/\s+/)) {
        expect(isMatch(word, [text])).toBe(true);
        expect(isMatch(plainText(word), [text])).toBe(true);
      }
    }),
  );
});

const agreement = (id: string, given: Partial<Searchable> = {}): Searchable & { id: string } => ({
  id,
  texts: [id],
  isCurrent: true,
  sourceTypes: ['Accounting'],
  platformKeys: ['gbol'],
  ...given,
});
const ALL = [
  agreement('Insights'),
  agreement('Lending', { isCurrent: false, sourceTypes: ['Accounting', 'Banking'] }),
  agreement('Cash flow', { sourceTypes: ['Banking'], platformKeys: ['natwest_uk'] }),
];
const found = (query: Record<string, string | string[]>) =>
  filterAgreements(ALL, readFilter(query)).map(({ id }) => id);

test.each<[Record<string, string | string[]>, string[]]>([
  [{}, ['Insights', 'Lending', 'Cash flow']],
  [{ show: 'current' }, ['Insights', 'Cash flow']],
  [{ show: 'ended' }, ['Lending']],
  [{ source: 'Banking' }, ['Lending', 'Cash flow']],
  [{ source: 'gbol' }, ['Insights', 'Lending']],
  [{ source: 'Banking', show: 'current', q: 'cash' }, ['Cash flow']],
  [{ q: 'none of it' }, []],
  // An address is a claim: what it cannot mean is left out.
  [{ show: 'everything' }, ['Insights', 'Lending', 'Cash flow']],
  [{ show: ['ended', 'current'], q: ['a', 'b'] }, ['Insights', 'Lending', 'Cash flow']],
])('%j shows %j', (query, ids) => {
  expect(found(query)).toEqual(ids);
});

test('an empty form is no filter', () => {
  expect(isFiltered(readFilter({ q: '  ', show: 'all', source: '' }))).toBe(false);
  expect(isFiltered(readFilter({ q: 'x' }))).toBe(true);
  expect(readFilter({ q: 'x'.repeat(500) }).text).toHaveLength(100);
});
