import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCursor, type Side, turnPage } from './paging';

/** A history with gaps, as that of one product among others has them. */
const history = (length: number, step = 3) =>
  Array.from({ length }, (_, index) => ({ seq: (index + 1) * step }));

const reader =
  (rows: readonly { seq: number }[]) =>
  ({ cursor, limit }: Side) => {
    const own = rows.filter(({ seq }) =>
      cursor === null ? true : cursor.way === 'older' ? seq < cursor.from : seq > cursor.from,
    );
    const ordered = own.sort((a, b) => (cursor?.way === 'newer' ? a.seq - b.seq : b.seq - a.seq));
    return Promise.resolve(ordered.slice(0, limit));
  };

const seqs = (page: { items: { seq: number }[] }) => page.items.map(({ seq }) => seq);

test('a short history is one page, the newest first, and leads nowhere', async () => {
  expect(await turnPage(null, 5, reader(history(4)))).toEqual({
    items: [{ seq: 12 }, { seq: 9 }, { seq: 6 }, { seq: 3 }],
    older: null,
    newer: null,
  });
  expect(await turnPage(null, 5, reader([]))).toEqual({ items: [], older: null, newer: null });
});

test('a last page that is exactly full leads no further', async () => {
  const read = reader(history(10));
  const first = await turnPage(null, 5, read);
  expect(first).toMatchObject({ older: 'older-18', newer: null });
  const second = await turnPage(readCursor(first.older ?? ''), 5, read);
  expect(seqs(second)).toEqual([15, 12, 9, 6, 3]);
  expect(second).toMatchObject({ older: null, newer: 'newer-15' });
});

test.each([
  ['nothing', undefined],
  ['empty', ''],
  ['a number', '12'],
  ['zero', 'older-0'],
  ['below zero', 'older--3'],
  ['a fraction', 'older-1.5'],
  ['hexadecimal', 'older-0x10'],
  ['larger than any place', 'older-9999999999'],
  ['another word', 'before-12'],
  ['two of them', ['older-3', 'older-6']],
  ['a line feed behind it', 'older-3\n'],
  ['digits of another script', 'older-٣'],
])('what is no cursor is the newest page: %s', (_what, value) => {
  expect(readCursor(value)).toBe(null);
});

test.each([
  ['before everything', 'older-1'],
  ['before everything, ahead', 'newer-2147483647'],
  ['on the newest page', 'newer-27'],
])('a place with no page beside it is the newest page: %s', async (_what, value) => {
  const page = await turnPage(readCursor(value), 5, reader(history(12)));
  expect(seqs(page)).toEqual([36, 33, 30, 27, 24]);
  expect(page).toMatchObject({ newer: null });
});

test('a place of another history is a place here too', async () => {
  const page = await turnPage(readCursor('older-20'), 3, reader(history(12)));
  expect(seqs(page)).toEqual([18, 15, 12]);
  expect(page).toMatchObject({ older: 'older-12', newer: 'newer-18' });
});

test('turning back page by page sees everything once; turning forward leads to the newest page', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 60 }),
      fc.integer({ min: 1, max: 9 }),
      async (length, size) => {
        const rows = history(length);
        const seen: number[] = [];
        let page = await turnPage(null, size, reader(rows));
        seen.push(...seqs(page));
        for (let turns = 0; page.older !== null; turns += 1) {
          expect(turns).toBeLessThan(61);
          page = await turnPage(readCursor(page.older), size, reader(rows));
          seen.push(...seqs(page));
        }
        expect(seen).toEqual(rows.map(({ seq }) => seq).reverse());
        for (let turns = 0; page.newer !== null; turns += 1) {
          expect(turns).toBeLessThan(61);
          page = await turnPage(readCursor(page.newer), size, reader(rows));
        }
        expect(seqs(page)).toEqual(seen.slice(0, size));
      },
    ),
    { numRuns: 100 },
  );
});

test('what comes in at the head moves no older page', async () => {
  const rows = history(20);
  const { older } = await turnPage(null, 5, reader(rows));
  const before = await turnPage(readCursor(older ?? ''), 5, reader(rows));
  const after = await turnPage(readCursor(older ?? ''), 5, reader([...rows, { seq: 61 }, { seq: 64 }]));
  expect(seqs(after)).toEqual(seqs(before));
});
