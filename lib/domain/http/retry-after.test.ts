import { expect, test } from 'vitest';
import { readRetryAfter } from './retry-after';

const NOW = Date.parse('2026-03-01T12:00:00Z');

test.each([
  ['120', 120_000],
  ['0', 0],
  ['Sun, 01 Mar 2026 12:01:30 GMT', 90_000],
  ['Sun, 01 Mar 2026 11:00:00 GMT', 0],
  ['9'.repeat(400), null],
  ['soon', null],
  ['', null],
  [null, null],
  [undefined, null],
])('%j is a wait of %j milliseconds', (value, waitMs) => {
  expect(readRetryAfter(value, NOW)).toBe(waitMs);
});
