import { expect, test } from 'vitest';
import { readCatalogue } from '@/db/seed';
import en from '@/messages/en.json';
import fr from '@/messages/fr.json';
import { parseBusinessName } from '../domain/identity/business-name';
import { getScenario, languageFor, SCENARIO_IDS, SCENARIOS } from './scenarios';

const products = (await readCatalogue()).map(({ definition }) => definition.id);

test('there is one scenario for each id, in order, with a persona of its own', () => {
  expect(SCENARIOS.map(({ id }) => id)).toEqual(SCENARIO_IDS);
  expect(new Set(SCENARIOS.map(({ persona }) => persona.name)).size).toBe(SCENARIOS.length);
});

test.each(SCENARIOS)('$id speaks of products that exist and of a name that can be shown', (scenario) => {
  const [, product] = /^\/products\/([^/]+)/.exec(scenario.startPath) ?? [];
  expect(products).toEqual(expect.arrayContaining([...scenario.agreedTo, ...(product ? [product] : [])]));
  expect(parseBusinessName(scenario.persona.businessName)).toEqual({
    ok: true,
    name: scenario.persona.businessName,
  });
});

test('two personas speak French only, and the others follow the presenter', () => {
  const languages = (wanted: 'en' | 'fr') => SCENARIOS.map(({ persona }) => languageFor(persona, wanted));
  expect(languages('en').filter((language) => language === 'fr')).toHaveLength(2);
  expect(new Set(languages('fr'))).toEqual(new Set(['fr']));
  expect(languageFor(getScenario('bank-expired').persona, 'en')).toBe('fr');
});

/** What a presenter reads in one breath; a sentence ends before a capital. */
function sentences(value: unknown): string[] {
  if (typeof value === 'string') return value.split(/(?<=[.?])\s+(?=[A-ZÉÀ«“{])/);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(sentences) : [];
}

test.each([
  ['en', en.demo],
  ['fr', fr.demo],
])('every sentence in %s has at most 20 words', (_language, words) => {
  const all = sentences(words).filter((sentence) => !sentence.includes('plural'));
  expect(all.length).toBeGreaterThan(60);
  expect(
    all.filter((sentence) => (sentence.match(/[\p{L}\p{N}{][\p{L}\p{N}{}’'-]*/gu) ?? []).length > 20),
  ).toEqual([]);
});

test('French has its no-break spaces', () => {
  expect(
    sentences(fr.demo).filter((text) =>
      /[^\u00a0][?!;:»]|«[^\u00a0]/u.test(text.replace(/^[^«]*$/u, (t) => t)),
    ),
  ).toEqual([]);
});
