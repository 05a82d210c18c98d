import fc from 'fast-check';
import { expect, test } from 'vitest';
import { waitOf } from './wait';

const SECONDS = { seconds: 1, minutes: 60, hours: 3600 } as const;

test('a wait is told in the unit that people would use', () => {
  expect(waitOf(2)).toEqual({ count: 2, unit: 'seconds' });
  expect(waitOf(90)).toEqual({ count: 90, unit: 'seconds' });
  expect(waitOf(91)).toEqual({ count: 2, unit: 'minutes' });
  expect(waitOf(5_400)).toEqual({ count: 90, unit: 'minutes' });
  expect(waitOf(7_200)).toEqual({ count: 2, unit: 'hours' });
});

test('whoever waits as told is never too early, and never a whole unit too late', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200_000 }), (seconds) => {
      const { count, unit } = waitOf(seconds);
      const told = count * SECONDS[unit];
      expect(told).toBeGreaterThanOrEqual(seconds);
      expect(told - seconds).toBeLessThan(SECONDS[unit]);
    }),
  );
});
