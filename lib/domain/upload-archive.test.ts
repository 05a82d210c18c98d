import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CONTENT_TYPES, entry, zip } from '@/e2e/upload-stage';
import { archiveProblem, TAIL_BYTES } from './upload-archive';

const BOOK = entry('xl/workbook.xml', '<workbook/>');
const whole = (bytes: Uint8Array) => archiveProblem('xlsx', bytes.subarray(-TAIL_BYTES), bytes.length);

test('a workbook is one, and not a document of another kind', () => {
  const bytes = zip([CONTENT_TYPES, BOOK]);
  expect(whole(bytes)).toBeNull();
  for (const type of ['docx', 'pptx'] as const)
    expect(archiveProblem(type, bytes, bytes.length)).toBe('content');
  expect(archiveProblem('docx', zip([CONTENT_TYPES, entry('word/document.xml', 'x')]), 400)).not.toBe('bomb');
});

test.each([
  ['any archive', zip([entry('holiday.txt', 'x')])],
  ['one without its list of types', zip([BOOK])],
  ['nothing but a beginning', Buffer.from('PK\u0003\u0004 and so on')],
  ['one that is cut off', zip([CONTENT_TYPES, BOOK]).subarray(0, -9)],
])('%s is no workbook', (_what, bytes) => {
  expect(whole(bytes)).toBe('content');
});

test('what has a password is told as that', () => {
  expect(whole(zip([CONTENT_TYPES, { ...BOOK, isLocked: true }]))).toBe('locked');
});

test('what unpacks to a hundred times its size and more is a bomb, a small document never', () => {
  const rows = (unpacked: number) => ({ name: 'xl/sheet1.xml', packed: Buffer.alloc(60_000), unpacked });
  expect(whole(zip([CONTENT_TYPES, BOOK, rows(19 * 1024 * 1024)]))).toBeNull();
  expect(whole(zip([CONTENT_TYPES, BOOK, rows(21 * 1024 * 1024)]))).toBe('bomb');
});

test('parts that lie over each other are a bomb: packed once, unpacked many times', () => {
  const bytes = zip([
    CONTENT_TYPES,
    BOOK,
    { name: 'xl/a.xml', packed: Buffer.alloc(50_000), unpacked: 50_000 },
  ]);
  const claim = Buffer.from(bytes);
  // Every entry of the table claims the large part for itself.
  for (let at = bytes.indexOf('PK\u0001\u0002'); at >= 0; at = bytes.indexOf('PK\u0001\u0002', at + 4))
    claim.writeUInt32LE(50_000, at + 20);
  expect(whole(claim)).toBe('bomb');
});

test('a table larger than any document needs is not trusted', () => {
  const many = Array.from({ length: 3000 }, (_, index) => entry(`xl/${'x'.repeat(60)}${index}.xml`, 'x'));
  expect(whole(zip([CONTENT_TYPES, BOOK, ...many]))).toBe('content');
});

test('whatever the bytes are, there is an answer', () => {
  const good = zip([CONTENT_TYPES, BOOK]);
  fc.assert(
    fc.property(fc.nat(good.length - 1), fc.nat(255), fc.nat(40), (at, value, cut) => {
      const bytes = Buffer.from(good);
      bytes[at] = value;
      expect([null, 'content', 'locked', 'bomb']).toContain(whole(bytes.subarray(0, good.length - cut)));
    }),
  );
});
