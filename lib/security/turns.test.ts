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
  expect(await Promise.all(['a', 'b', 'c'].map((name) => inTurn('somebody', piece(name))))).toEqual([
    'a',
    'b',
    'c',
  ]);
  expect(order).toEqual(['a', 'b', 'c'].flatMap((name) => [`${name} begins`, `${name} ends`]));
  // Three pieces, and the two rests between them.
  expect(performance.now() - started).toBeGreaterThan(90);
});

test('whoever asks for much waits for themselves, and others get the turn after the next', async () => {
  const inTurn = createTurns();
  const done: string[] = [];
  const ask = (asker: string) =>
    inTurn(asker, async () => {
      done.push(asker);
    });
  await Promise.all([...Array.from({ length: 20 }, () => ask('greedy')), ask('modest'), ask('other')]);
  expect(done.slice(0, 5)).toEqual(['greedy', 'greedy', 'modest', 'other', 'greedy']);
  expect(done).toHaveLength(22);
});

test('a piece that fails holds up nobody', async () => {
  const inTurn = createTurns();
  await expect(inTurn('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await inTurn('a', async () => 'next')).toBe('next');
});
