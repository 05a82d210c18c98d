import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type CircuitBreaker, canCall, isDeadLetter, NO_CALLS, onEnd, onStart } from './circuit-breaker';

const DAY = 86_400_000;

it('lets six at once to a subscriber that answers', () => {
  let breaker: CircuitBreaker = NO_CALLS;
  let count = 0;
  while (canCall(breaker, 0)) {
    breaker = onStart(breaker);
    count += 1;
  }
  expect(count).toBe(6);
  expect(canCall(onEnd(breaker, true, 0), 0)).toBe(true);
});

it('asks a subscriber that fails ever more rarely, and one at a time', () => {
  let breaker = onEnd(onStart(NO_CALLS), false, 0);
  expect(canCall(breaker, 999)).toBe(false);
  expect(canCall(breaker, 1_000)).toBe(true);
  expect(canCall(onStart(breaker), 1_000)).toBe(false);
  breaker = onEnd(onStart(breaker), false, 1_000);
  expect(breaker.heldUntil).toBe(3_000);
  for (let n = 0; n < 30; n += 1) breaker = onEnd(onStart(breaker), false, 0);
  expect(breaker.heldUntil).toBe(5 * 60_000);
  expect(onEnd(onStart(breaker), true, 0)).toEqual(NO_CALLS);
});

it('waits as long as it is asked to, and at most an hour', () => {
  expect(onEnd(onStart(NO_CALLS), false, 0, 30_000).heldUntil).toBe(30_000);
  expect(onEnd(onStart(NO_CALLS), false, 0, 1e12).heldUntil).toBe(60 * 60_000);
});

it('never counts below nothing, and never shortens a wait', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.boolean(), fc.nat(1e6), fc.nat(1e8))), (steps) => {
      let breaker = NO_CALLS;
      let at = 0;
      for (const [isAcknowledged, wait, asked] of steps) {
        at += wait;
        const next = onEnd(canCall(breaker, at) ? onStart(breaker) : breaker, isAcknowledged, at, asked);
        expect(next.inFlight).toBeGreaterThanOrEqual(0);
        if (!isAcknowledged)
          expect(next.heldUntil).toBeGreaterThanOrEqual(Math.max(breaker.heldUntil, at + 1000));
        breaker = next;
      }
    }),
  );
});

it('gives up after three days and eight attempts, not before', () => {
  expect(isDeadLetter(7, 10 * DAY)).toBe(false);
  expect(isDeadLetter(500, 3 * DAY - 1)).toBe(false);
  expect(isDeadLetter(8, 3 * DAY)).toBe(true);
});
