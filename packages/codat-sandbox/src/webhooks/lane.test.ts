// Tests of the concurrency limit: it keeps its width and order, and stops when told.
import { expect, it } from 'vitest';
import { createLane } from './lane';

function gate() {
  const open = new Map<string, () => void>();
  const started: string[] = [];
  const calledOff: string[] = [];
  const run = (item: string, control: AbortController) => {
    started.push(item);
    control.signal.addEventListener('abort', () => calledOff.push(item));
    return new Promise<void>((resolve) => open.set(item, resolve));
  };
  return { run, started, calledOff, finish: (item: string) => open.get(item)?.() };
}

it('runs so many at once, in the order of arrival', async () => {
  const { run, started, finish } = gate();
  const lane = createLane(2, run);
  for (const item of ['a', 'b', 'c', 'd', 'c']) lane.push(item);
  expect(started).toEqual(['a', 'b']);
  finish('b');
  await expect.poll(() => started).toEqual(['a', 'b', 'c']);
  finish('a');
  finish('c');
  await expect.poll(() => started).toEqual(['a', 'b', 'c', 'd']);
  lane.push('a');
  expect(started).toEqual(['a', 'b', 'c', 'd', 'a']);
});

it('drops what waits and calls off what runs when it is closed', async () => {
  const { run, started, calledOff, finish } = gate();
  const lane = createLane(1, run);
  lane.push('a');
  lane.push('b');
  lane.close();
  expect(calledOff).toEqual(['a']);
  finish('a');
  lane.push('c');
  await expect.poll(() => started).toEqual(['a', 'c']);
});
