import { readFileSync } from 'node:fs';
import { createTranslator } from 'next-intl';
import { expect, test } from 'vitest';

type Tree = { [key: string]: string | Tree };

function keysOf(tree: Tree, path = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${path}${key}`] : keysOf(value, `${path}${key}.`),
  );
}

/** Any tree of messages and any key: the real types know those of the app alone. */
const translator = createTranslator as unknown as (options: {
  locale: string;
  messages: Tree;
  onError: (error: { code: string }) => void;
  getMessageFallback: () => string;
}) => (key: string, values: object) => string;

/** Keys of sentences that cannot be read as ICU MessageFormat: the page would show the key. */
function unreadable(messages: Tree, locale: string): string[] {
  const found: string[] = [];
  let current = '';
  const t = translator({
    locale,
    messages,
    // A value that is missing is the test's own doing; a sentence that cannot be read is not.
    onError: ({ code }) => {
      if (code === 'INVALID_MESSAGE') found.push(current);
    },
    getMessageFallback: () => '',
  });
  for (const key of keysOf(messages)) {
    current = key;
    t(key, {});
  }
  return found;
}

test.each(['en', 'fr'])('every sentence of %s can be read', (locale) => {
  expect(unreadable(JSON.parse(readFileSync(`messages/${locale}.json`, 'utf8')), locale)).toEqual([]);
});

test.each(['{a, select, in-person {x} other {y}}', '{a', '{n, plural, one {x}}'])(
  '%s is reported',
  (text) => {
    expect(unreadable({ good: 'a {b}', wrong: text }, 'en')).toEqual(['wrong']);
  },
);
