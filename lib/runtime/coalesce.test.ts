import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { coalesce } from './coalesce';

/** Work whose batches are noted, and end when they are told to. */
function stage(most = 100) {
  const batches: { items: string[]; end: (error?: Error) => void }[] = [];
  const call = coalesce<string, string[]>({
    most,
    sizeOf: (item) => item.length,
    run: (items) =>
      new Promise((resolve, reject) => {
        const end = (error?: Error) => (error === undefined ? resolve([...items]) : reject(error));
        batches.push({ items: [...items], end });
      }),
  });
  return { batches, call, seen: () => batches.map(({ items }) => items.join('')) };
}
const tick = () => new Promise(setImmediate);

test('calls of one moment run together, and those that come meanwhile in the next batch', async () => {
  const { batches, call, seen } = stage();
  const first = [call('a'), call('b')];
  await tick();
  const second = [call('c'), call('d')];
  await tick();
  expect(seen()).toEqual(['ab']);
  batches[0]?.end();
  expect(await Promise.all(first)).toEqual([
    ['a', 'b'],
    ['a', 'b'],
  ]);
  await tick();
  expect(seen()).toEqual(['ab', 'cd']);
  batches[1]?.end();
  expect(await Promise.all(second)).toEqual([
    ['c', 'd'],
    ['c', 'd'],
  ]);
});

test('a batch takes what it has room for, and a larger call runs alone', async () => {
  const { batches, call, seen } = stage(3);
  const all = ['aa', 'b', 'cccc', 'd'].map(call);
  for (let n = 0; n < 3; n += 1) {
    await tick();
    batches[n]?.end();
    await tick();
  }
  await Promise.all(all);
  expect(seen()).toEqual(['aab', 'cccc', 'd']);
});

test('a batch that hangs holds up the next one for a moment, and eight of them at most run', async () => {
  const { batches, call } = stage();
  const calls: Promise<string[]>[] = [];
  for (let n = 0; n < 10; n += 1) {
    calls.push(call(String(n)));
    await sleep(80);
  }
  expect(batches).toHaveLength(8);
  batches[3]?.end();
  expect(await calls[3]).toEqual(['3']);
  await tick();
  // Both that waited go together.
  expect(batches[8]?.items).toEqual(['8', '9']);
  for (const { end } of batches) end();
  await Promise.all(calls);
});

test('an error is that of the call that causes it', async () => {
  const call = coalesce<string, number>({
    most: 100,
    sizeOf: () => 1,
    run: async (items) => {
      if (items.includes('bad')) throw new Error('bad');
      return items.length;
    },
  });
  const found = await Promise.allSettled(['a', 'bad', 'b'].map(call));
  expect(found.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(await call('c')).toBe(1);
});
