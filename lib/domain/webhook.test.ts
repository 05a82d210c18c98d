import { expect, test } from 'vitest';
import { decideUnknown, UNKNOWN_FOR_MS } from './webhook';

const NOW = new Date('2026-05-04T10:00:00Z');
const before = (ms: number) => new Date(NOW.getTime() - ms);

test('a message about a company that is not known yet waits for an hour', () => {
  expect(decideUnknown([before(0)], NOW)).toBe('wait');
  expect(decideUnknown([before(UNKNOWN_FOR_MS - 1)], NOW)).toBe('wait');
  expect(decideUnknown([before(UNKNOWN_FOR_MS)], NOW)).toBe('give-up');
});

test('a younger message keeps the older ones waiting: the company may be known by then', () => {
  expect(decideUnknown([before(3 * UNKNOWN_FOR_MS), before(1000)], NOW)).toBe('wait');
});
