import { expect, test } from 'vitest';
import { isDemo } from './is-demo';

test.each([
  ['demo', 'http://127.0.0.1:3001', true],
  ['demo', 'http://localhost:3001', true],
  ['demo', 'https://api.codat.io', false],
  ['demo', 'not an address', false],
  ['production', 'http://127.0.0.1:3001', false],
])('in mode %s with Codat at %s: %s', (ACCORD_MODE, CODAT_BASE_URL, expected) => {
  expect(isDemo({ ACCORD_MODE, CODAT_BASE_URL })).toBe(expected);
});
