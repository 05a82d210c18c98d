import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MAX_ATTEMPTS, waitAfter } from './job';

test('waits grow, stay within a quarter of an hour, and never undercut what was asked for', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.nat(),
      (n, random, asked) => {
        const wait = waitAfter(n, random, asked);
        expect(wait).toBeGreaterThanOrEqual(Math.max(1000, asked));
        expect(wait).toBeLessThanOrEqual(Math.max(15 * 60_000, asked));
      },
    ),
  );
  expect([1, 2, 3, 9, 10, 11].map((n) => waitAfter(n, 1))).toEqual([
    2000, 4000, 8000, 512_000, 900_000, 900_000,
  ]);
});

test('a Codat that is down for a day is waited for', () => {
  const least = Array.from({ length: MAX_ATTEMPTS }, (_, index) => waitAfter(index + 1, 0));
  expect(least.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThan(16 * 3_600_000);
});
