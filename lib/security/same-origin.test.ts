import { expect, test } from 'vitest';
import { isFromElsewhere, isSameOrigin } from './same-origin';

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

test.each<[Record<string, string>, boolean]>([
  [{ origin: 'https://accord.example', 'sec-fetch-site': 'same-origin' }, false],
  [{ origin: 'https://accord.example', 'sec-fetch-site': 'none' }, false],
  [{}, false],
  [{ origin: 'https://other.example' }, true],
  // Another name of the same machine.
  [{ origin: 'http://127.0.0.1:3000', 'sec-fetch-site': 'same-origin' }, true],
  [{ origin: 'null' }, true],
  [{ 'sec-fetch-site': 'same-site' }, true],
  [{ 'sec-fetch-site': 'cross-site' }, true],
])('%j comes from elsewhere: %s', (headers, isElsewhere) => {
  expect(isFromElsewhere(new Headers(headers), SITE)).toBe(isElsewhere);
});
