import fc from 'fast-check';
import { expect, test } from 'vitest';
import { waitBetweenProbes } from './probe-pace';

const A_DAY = 24 * 60 * 60_000;

test('probes of a day take less than a twentieth of any quota, and an answer is never older than half an hour', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1000, max: 10 ** 8 }), (limit) => {
      const wait = waitBetweenProbes(true, { limit });
      expect(A_DAY / wait).toBeLessThan(limit / 20);
      expect(wait).toBeLessThanOrEqual(30 * 60_000);
      expect(wait).toBeGreaterThanOrEqual(10 * 60_000);
    }),
  );
});

test('a Codat that is away is asked sooner, and never more often than once a minute', () => {
  for (const limit of [0, 1000, 10_000, 10 ** 7]) {
    const wait = waitBetweenProbes(false, { limit });
    expect(wait).toBeGreaterThanOrEqual(60_000);
    expect(wait).toBeLessThanOrEqual(waitBetweenProbes(true, { limit }));
    expect(A_DAY / wait).toBeLessThan(Math.max(limit, 1000));
  }
});
