import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createPaperStore } from './paper-store';

const paper = (size: number) => new Uint8Array(size);

test('forty at once for one receipt are one rendering, and it is kept', async () => {
  const store = createPaperStore();
  let rendered = 0;
  const render = async () => {
    rendered += 1;
    await sleep(5);
    return paper(10);
  };
  await Promise.all(Array.from({ length: 40 }, () => store.get('a', 'us', render)));
  await store.get('a', 'us', render);
  expect(rendered).toBe(1);
});

test('different receipts wait for each other, and others have half of the time', async () => {
  const store = createPaperStore();
  let atOnce = 0;
  let most = 0;
  const busy = async () => {
    atOnce += 1;
    most = Math.max(most, atOnce);
    const until = performance.now() + 20;
    while (performance.now() < until);
    atOnce -= 1;
    return paper(1);
  };
  let turns = 0;
  const others = setInterval(() => {
    turns += 1;
  }, 1);
  const started = performance.now();
  await Promise.all(Array.from({ length: 10 }, (_, n) => store.get(String(n), 'us', busy)));
  clearInterval(others);
  expect(most).toBe(1);
  expect(performance.now() - started).toBeGreaterThan(350);
  // Between two renderings another business had a turn.
  expect(turns).toBeGreaterThanOrEqual(9);
});

test('one that fails is rendered anew, and holds up nobody', async () => {
  const store = createPaperStore();
  await expect(store.get('a', 'us', () => Promise.reject(new Error('no face')))).rejects.toThrow('no face');
  expect(await store.get('b', 'us', async () => paper(2))).toHaveLength(2);
  expect(await store.get('a', 'us', async () => paper(3))).toHaveLength(3);
});

test('what is kept is bounded: the one that was used longest ago goes first', async () => {
  const store = createPaperStore(25);
  let rendered = 0;
  const get = (key: string) =>
    store.get(key, 'us', async () => {
      rendered += 1;
      return paper(10);
    });
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await get(key);
  // a, b, c, and b again, which had gone for c.
  expect(rendered).toBe(4);
});
