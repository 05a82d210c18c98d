import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createTurns } from './turns';

test('one piece of work at a time, in the order of asking, with a rest after each', async () => {
  const inTurn = createTurns();
  const order: string[] = [];
  const piece = (name: string) => async () => {
    order.push(`${name} begins`);
    await sleep(20);
    order.push(`${name} ends`);
    return name;
  };
  const started = performance.now();
  expect(await Promise.all(['a', 'b', 'c'].map((name) => inTurn(piece(name))))).toEqual(['a', 'b', 'c']);
  expect(order).toEqual(['a', 'b', 'c'].flatMap((name) => [`${name} begins`, `${name} ends`]));
  // Three pieces, and the two rests between them.
  expect(performance.now() - started).toBeGreaterThan(90);
});

test('a piece that fails holds up nobody', async () => {
  const inTurn = createTurns();
  await expect(inTurn(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await inTurn(async () => 'next')).toBe('next');
});
