import { expect, test } from 'vitest';
import { CLOCK_STEPS, distanceOf, stepMs } from './clock-steps';

const HOUR = 3_600_000;

test('each step moves as far as its button says', () => {
  expect(CLOCK_STEPS.map(stepMs)).toEqual([HOUR, 24 * HOUR, 720 * HOUR, 2160 * HOUR]);
});

test.each([
  [0, null],
  [HOUR - 1, null],
  [HOUR, { days: 0, hours: 1, isBehind: false }],
  [49 * HOUR, { days: 2, hours: 1, isBehind: false }],
  [-24 * HOUR, { days: 1, hours: 0, isBehind: true }],
])('an offset of %i ms is %j', (offsetMs, expected) => {
  expect(distanceOf(offsetMs)).toEqual(expected);
});
