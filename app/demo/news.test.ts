import { expect, test } from 'vitest';
import en from '@/messages/en.json';
import { readNews } from './news';

test('every word about a press has a sentence, and every sentence a word', () => {
  for (const word of Object.keys(en.demo.news)) expect(readNews(word)?.news, word).toBe(word);
});

test.each([undefined, '', 'toString', '<b>', ['clock-moved']])('%j is nothing we said', (word) => {
  expect(readNews(word)).toBeNull();
});
