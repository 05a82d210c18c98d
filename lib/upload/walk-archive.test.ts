import { randomBytes } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CONTENT_TYPES, entry, zip } from '@/e2e/upload-stage';
import { checkChunks } from './checked-chunks';
import { Refused } from './refused';
import { walkArchive } from './walk-archive';

const BOOK = entry('xl/workbook.xml', randomBytes(3000).toString('hex'));

/** What passes on, and why no more of it did. */
async function send(bytes: Buffer, piece = 16 * 1024) {
  async function* source(): AsyncGenerator<Buffer> {
    for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
  }
  let passed = 0;
  try {
    const { chunks } = await checkChunks('xlsx', source(), async () => {});
    for await (const chunk of chunks) passed += chunk.length;
    return { passed, refusal: null };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { passed, refusal: error.refusal };
  }
}

test('a document passes whole, in whatever pieces it comes', async () => {
  const bytes = zip([CONTENT_TYPES, BOOK, entry('xl/empty.xml', ''), entry('xl/a.xml', randomBytes(9000))]);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 5000 }), async (piece) => {
      expect(await send(bytes, piece)).toEqual({ passed: bytes.length, refusal: null });
    }),
    { numRuns: 25 },
  );
});

test('a bomb that says nothing of its size is stopped while it passes, and little of it is unpacked', async () => {
  const packed = deflateRawSync(Buffer.alloc(80 * 1024 * 1024));
  const bomb = zip([CONTENT_TYPES, BOOK, { name: 'xl/sheet1.xml', packed, unpacked: 10 }]);
  const before = process.memoryUsage().rss;
  const { passed, refusal } = await send(bomb, 4096);
  expect(refusal).toBe('bomb');
  expect(passed).toBeLessThan(bomb.length / 2);
  expect(process.memoryUsage().rss - before).toBeLessThan(60 * 1024 * 1024);
});

test('a part that is larger than the table says is no document, however small', async () => {
  const liar = zip([CONTENT_TYPES, BOOK, { ...entry('xl/a.xml', 'x'.repeat(5000)), unpacked: 10 }]);
  expect((await send(liar)).refusal).toBe('content');
});

test('a part that hides behind what the table says of its length is not passed over', async () => {
  const hidden = deflateRawSync(Buffer.alloc(50 * 1024 * 1024));
  const outer = { name: 'xl/a.xml', packed: Buffer.concat([deflateRawSync('x'), hidden]), unpacked: 1 };
  expect((await send(zip([CONTENT_TYPES, BOOK, outer]))).refusal).toBe('content');
});

test('too many parts are a bomb', async () => {
  const parts = Array.from({ length: 5200 }, (_, index) => entry(`${index}`, ''));
  expect((await send(zip([CONTENT_TYPES, BOOK, ...parts]))).refusal).toBe('bomb');
});

test('sizes may stand behind the parts, as programs that write streams do it', async () => {
  const bytes = zip([CONTENT_TYPES, BOOK]);
  // The same archive with the sizes taken out of the heads and put behind the parts.
  const pieces: Buffer[] = [];
  const places: number[] = [];
  let length = 0;
  for (const { name, packed, unpacked } of [CONTENT_TYPES, BOOK]) {
    const at = bytes.indexOf(Buffer.concat([Buffer.from(name)]));
    const head = Buffer.from(bytes.subarray(at - 30, at));
    head.writeUInt16LE(8, 6);
    head.writeUInt32LE(0, 18);
    head.writeUInt32LE(0, 22);
    const behind = Buffer.alloc(16);
    behind.writeUInt32LE(0x08074b50, 0);
    behind.writeUInt32LE(packed.length, 8);
    behind.writeUInt32LE(unpacked, 12);
    places.push(length);
    pieces.push(head, Buffer.from(name), packed, behind);
    length += 30 + name.length + packed.length + 16;
  }
  const table = Buffer.from(bytes.subarray(bytes.indexOf('PK\u0001\u0002')));
  let at = 0;
  for (const place of places) {
    table.writeUInt32LE(place, at + 42);
    at = table.indexOf('PK\u0001\u0002', at + 4);
  }
  table.writeUInt32LE(length, table.length - 6);
  expect((await send(Buffer.concat([...pieces, table]))).refusal).toBeNull();
});

test('whatever the bytes are, the walk comes to an end', async () => {
  const good = zip([CONTENT_TYPES, BOOK]);
  await fc.assert(
    fc.asyncProperty(fc.nat(good.length - 1), fc.nat(255), fc.nat(60), async (at, value, cut) => {
      const bytes = Buffer.from(good);
      bytes[at] = value;
      const walk = walkArchive();
      expect([null, 'bomb']).toContain(await walk.push(bytes.subarray(0, good.length - cut)));
      walk.parts();
    }),
  );
});
