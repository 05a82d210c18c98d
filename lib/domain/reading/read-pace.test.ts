import fc from 'fast-check';
import { expect, test } from 'vitest';
import { waitAfterFailure, waitAfterPoll, waitBeforeFollowUp } from './read-pace';

test('the longer nothing moves, the seldomer Codat is asked, between two seconds and a minute', () => {
  fc.assert(
    fc.property(fc.nat(10 ** 8), fc.nat(10 ** 8), (a, b) => {
      const [sooner, later] = [waitAfterPoll(Math.min(a, b)), waitAfterPoll(Math.max(a, b))];
      expect(sooner).toBeGreaterThanOrEqual(2000);
      expect(later).toBeLessThanOrEqual(60_000);
      expect(later).toBeGreaterThanOrEqual(sooner);
    }),
  );
});

test('ten minutes of waiting for what never moves cost fewer than fifty calls', () => {
  let [at, calls] = [0, 0];
  for (; at < 600_000; calls += 1) at += waitAfterPoll(at);
  expect(calls).toBeGreaterThan(20);
  expect(calls).toBeLessThan(50);
});

test('Codat’s own wish to be left alone is never undercut', () => {
  expect(waitAfterFailure(0)).toBe(10_000);
  expect(waitAfterFailure(90_000)).toBe(90_000);
});

test('a first read is followed for a day, and no longer', () => {
  let [look, total] = [0, 0];
  for (let wait = waitBeforeFollowUp(look); wait !== null; wait = waitBeforeFollowUp(look)) {
    total += wait;
    look += 1;
  }
  expect(look).toBeLessThan(10);
  expect(total).toBeGreaterThanOrEqual(24 * 60 * 60_000 - 60_000);
});
