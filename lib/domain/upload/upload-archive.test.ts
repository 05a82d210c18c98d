import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CONTENT_TYPES, entry, zip } from '@/e2e/upload-stage';
import type { FileType } from './upload';
import { type ArchivePart, archiveProblem, isTooMuch, readPart, TAIL_BYTES } from './upload-archive';

const BOOK = entry('xl/workbook.xml', '<workbook/>');

/** The parts as they lie behind one another, each of the size that it says. */
function partsOf(bytes: Uint8Array): ArchivePart[] | null {
  const parts: ArchivePart[] = [];
  for (let at = 0; ; ) {
    const read = readPart(bytes.subarray(at), at);
    if (read === 'table') return parts;
    if (read === 'more' || read === 'other') return null;
    parts.push(read.part);
    at = read.part.dataAt + read.part.packed;
  }
}

const whole = (bytes: Uint8Array, type: FileType = 'xlsx') =>
  archiveProblem(type, bytes.subarray(-TAIL_BYTES), bytes.length, partsOf(bytes));

test('a workbook is one, and not a document of another kind', () => {
  const bytes = zip([CONTENT_TYPES, BOOK]);
  expect(whole(bytes)).toBeNull();
  for (const type of ['docx', 'pptx'] as const) expect(whole(bytes, type)).toBe('content');
  expect(whole(zip([CONTENT_TYPES, entry('word/document.xml', 'x')]), 'docx')).toBeNull();
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

test.each([
  [
    'a part that was measured to be larger',
    (part: ArchivePart) => ({ ...part, unpacked: part.unpacked + 1 }),
  ],
  ['a part of another name', (part: ArchivePart) => ({ ...part, name: 'xl/other.xml' })],
  ['a part in another place', (part: ArchivePart) => ({ ...part, at: part.at + 1 })],
  ['no such part', () => null],
])('a table that tells of what is not there is not trusted: %s', (_what, change) => {
  const bytes = zip([CONTENT_TYPES, BOOK]);
  const parts = (partsOf(bytes) ?? []).flatMap((part, index) => (index === 1 ? (change(part) ?? []) : part));
  expect(archiveProblem('xlsx', bytes, bytes.length, parts)).toBe('content');
  expect(archiveProblem('xlsx', bytes, bytes.length, null)).toBe('content');
});

test.each(['../../evil.xml', 'xl/../../evil.xml', '/etc/evil', 'C:\\evil.xml', '..\\evil.xml'])(
  'no part leads out of the place where it is unpacked: %s',
  (name) => {
    expect(whole(zip([CONTENT_TYPES, BOOK, entry(name, 'x')]))).toBe('content');
    expect(whole(zip([CONTENT_TYPES, BOOK, entry('xl/a..b/c.xml', 'x')]))).toBeNull();
  },
);

test('however large it is, there is an end to what a document may unpack to', () => {
  const MB = 1024 * 1024;
  expect([isTooMuch(20 * MB, 1), isTooMuch(21 * MB, 1)]).toEqual([false, true]);
  expect([isTooMuch(299 * MB, 10 * MB), isTooMuch(301 * MB, 10 * MB)]).toEqual([false, true]);
});
