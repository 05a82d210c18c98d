import fc from 'fast-check';
import { expect, it } from 'vitest';
import { begun, ended, type Gate, isGivenUp, mayBegin, OPEN } from './outbound-gate';

const DAY = 86_400_000;

it('lets six at once to a subscriber that answers', () => {
  let gate: Gate = OPEN;
  let count = 0;
  while (mayBegin(gate, 0)) {
    gate = begun(gate);
    count += 1;
  }
  expect(count).toBe(6);
  expect(mayBegin(ended(gate, true, 0), 0)).toBe(true);
});

it('asks a subscriber that fails ever more rarely, and one at a time', () => {
  let gate = ended(begun(OPEN), false, 0);
  expect(mayBegin(gate, 999)).toBe(false);
  expect(mayBegin(gate, 1_000)).toBe(true);
  expect(mayBegin(begun(gate), 1_000)).toBe(false);
  gate = ended(begun(gate), false, 1_000);
  expect(gate.heldUntil).toBe(3_000);
  for (let n = 0; n < 30; n += 1) gate = ended(begun(gate), false, 0);
  expect(gate.heldUntil).toBe(5 * 60_000);
  expect(ended(begun(gate), true, 0)).toEqual(OPEN);
});

it('waits as long as it is asked to, and at most an hour', () => {
  expect(ended(begun(OPEN), false, 0, 30_000).heldUntil).toBe(30_000);
  expect(ended(begun(OPEN), false, 0, 1e12).heldUntil).toBe(60 * 60_000);
});

it('never counts below nothing, and never shortens a wait', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.boolean(), fc.nat(1e6), fc.nat(1e8))), (steps) => {
      let gate = OPEN;
      let at = 0;
      for (const [isAcknowledged, wait, asked] of steps) {
        at += wait;
        const next = ended(mayBegin(gate, at) ? begun(gate) : gate, isAcknowledged, at, asked);
        expect(next.inFlight).toBeGreaterThanOrEqual(0);
        if (!isAcknowledged)
          expect(next.heldUntil).toBeGreaterThanOrEqual(Math.max(gate.heldUntil, at + 1000));
        gate = next;
      }
    }),
  );
});

it('gives up after three days and eight attempts, not before', () => {
  expect(isGivenUp(7, 10 * DAY)).toBe(false);
  expect(isGivenUp(500, 3 * DAY - 1)).toBe(false);
  expect(isGivenUp(8, 3 * DAY)).toBe(true);
});
