import { expect, test } from 'vitest';
import { isSameOrigin } from './same-origin';

const SITE = 'https://accord.example/';

test.each<[Record<string, string>, boolean]>([
  [{ 'sec-fetch-site': 'same-origin' }, true],
  [{ 'sec-fetch-site': 'same-site', origin: 'https://accord.example' }, false],
  [{ 'sec-fetch-site': 'cross-site', origin: 'https://accord.example' }, false],
  [{ 'sec-fetch-site': 'none' }, false],
  [{ origin: 'https://accord.example' }, true],
  [{ origin: 'https://accord.example.evil.test' }, false],
  [{ origin: 'null' }, false],
  [{}, false],
])('%j: %s', (headers, isOurs) => {
  expect(isSameOrigin(new Headers(headers), SITE)).toBe(isOurs);
});
