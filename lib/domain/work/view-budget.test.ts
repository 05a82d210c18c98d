import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mayViewsAsk } from './view-budget';

test('a tenth of any quota is left for what people do', () => {
  expect(mayViewsAsk(null)).toBe(true);
  expect(mayViewsAsk({ limit: 1000, remaining: null })).toBe(true);
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 10 ** 8 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (limit, part) => {
        const remaining = Math.floor(limit * part);
        expect(mayViewsAsk({ limit, remaining })).toBe(remaining > limit / 10);
      },
    ),
  );
});
