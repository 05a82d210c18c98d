// Tests of the modules' sentences: both languages alike, short, with French spacing.
import { expect, it } from 'vitest';
import { EN } from './words-en';
import { FR } from './words-fr';

/** Every sentence, with a short name where one is filled in. */
function sentences(words: object): [key: string, text: string][] {
  return Object.entries(words).flatMap(([key, value]): [string, string][] => {
    if (typeof value === 'string') return [[key, value]];
    if (typeof value === 'function') return [1, 2].map((n) => [`${key} ${n}`, String(value(n, n))]);
    return sentences(value).map(([inner, text]) => [`${key}.${inner}`, text]);
  });
}

it.each([
  ['English', EN],
  ['French', FR],
])('%s is calm and short', (_, words) => {
  for (const [key, text] of sentences(words)) {
    expect(text, key).not.toMatch(/!|please|s’il vous plaît|veuillez/i);
    for (const sentence of text.split(/(?<=[.?…])\s/)) {
      expect(sentence.split(/\s+/).length, `${key}: ${sentence}`).toBeLessThanOrEqual(20);
    }
  }
});

it('French keeps its signs with the word before them, and its apostrophes curved', () => {
  for (const [key, text] of sentences(FR)) {
    expect(text, key).not.toMatch(/[^\u00a0][?;:»]|«[^\u00a0]|'/);
  }
});

it('says everything in both, and the same in neither', () => {
  const [english, french] = [sentences(EN), sentences(FR)];
  expect(french.map(([key]) => key)).toEqual(english.map(([key]) => key));
  const alike = english.filter(([key, text]) =>
    french.some((other) => other[0] === key && other[1] === text),
  );
  // A word both languages share.
  expect(alike).toEqual([['test', 'Test']]);
});
