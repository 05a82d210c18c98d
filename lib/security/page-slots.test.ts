import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { createPageSlots, type PageSlots } from './page-slots';

const HOLD_MS = 60_000;
const some = (change = {}) => createPageSlots({ atOnce: 2, waiting: 3, holdMs: HOLD_MS, ...change });

function enter(slots: PageSlots, asker: string) {
  const slot = slots.enter(asker);
  if (slot === null) throw new Error('refused');
  const state = { ...slot, isReady: slot.isFree };
  void slot.ready.then(() => {
    state.isReady = true;
  });
  return state;
}

test('one asker has a few pages at once, the others of theirs wait, and another asker notices nothing', async () => {
  const slots = some();
  const mine = Array.from({ length: 5 }, () => enter(slots, 'a'));
  await sleep(0);
  expect(mine.map(({ isReady }) => isReady)).toEqual([true, true, false, false, false]);
  expect(enter(slots, 'b').isFree).toBe(true);
  mine[1]?.leave();
  await sleep(0);
  expect(mine.map(({ isReady }) => isReady)).toEqual([true, true, true, false, false]);
});

test('more than may wait are refused, until there is room again', () => {
  const slots = some();
  const mine = Array.from({ length: 5 }, () => enter(slots, 'a'));
  expect(slots.enter('a')).toBeNull();
  mine[0]?.leave();
  expect(slots.enter('a')?.isFree).toBe(false);
  expect(slots.enter('a')).toBeNull();
});

test('whoever goes away while waiting takes no place, and leaving twice frees one place only', async () => {
  const slots = some();
  const mine = Array.from({ length: 4 }, () => enter(slots, 'a'));
  mine[2]?.leave();
  mine[0]?.leave();
  mine[0]?.leave();
  await sleep(0);
  expect(mine.map(({ isReady }) => isReady)).toEqual([true, true, false, true]);
  expect(slots.enter('a')?.isFree).toBe(false);
});

test('a page that stays open for long holds nobody up', async () => {
  vi.useFakeTimers();
  try {
    const slots = some({ atOnce: 1 });
    const [open, next] = [enter(slots, 'a'), enter(slots, 'a')];
    await vi.advanceTimersByTimeAsync(HOLD_MS - 1);
    expect(next.isReady).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(next.isReady).toBe(true);
    // Its end, when it comes, frees no second slot.
    open.leave();
    expect(slots.enter('a')?.isFree).toBe(false);
  } finally {
    vi.useRealTimers();
  }
});

test('nothing is kept of an asker who has nothing open', () => {
  const slots = some({ atOnce: 1 });
  for (let round = 0; round < 3; round += 1) {
    const [made, waits] = [enter(slots, 'a'), enter(slots, 'a')];
    waits.leave();
    made.leave();
    const again = enter(slots, 'a');
    expect(again.isFree).toBe(true);
    again.leave();
  }
});
