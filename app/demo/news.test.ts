// Test of the presenter's results: each has a sentence, and an unknown word in the address has none.
import { expect, test } from 'vitest';
import en from '@/messages/en.json';
import { readNews } from './news';

test('every result of an action has a sentence, and every sentence a result', () => {
  for (const word of Object.keys(en.demo.news)) expect(readNews(word)?.news, word).toBe(word);
});

test.each([undefined, '', 'toString', '<b>', ['clock-moved']])('%j is no result', (word) => {
  expect(readNews(word)).toBeNull();
});
