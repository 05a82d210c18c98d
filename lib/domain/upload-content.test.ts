import { expect, test } from 'vitest';
import { FILE_TYPES } from './upload';
import { contentProblem } from './upload-content';

const text = (value: string) => new TextEncoder().encode(value);
const bytes = (...values: number[]) => Uint8Array.from([...values, 0, 0, 0, 0, 0, 0, 0, 0]);

const PDF = text('%PDF-1.7\n%âãÏÓ');
const ZIP = bytes(0x50, 0x4b, 3, 4);
const OLE = bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1);
const JPEG = bytes(0xff, 0xd8, 0xff, 0xe0);
const PNG = bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const CSV = text('Date;Libellé;Montant\r\n01/02/2025;Café;3,20\r\n');

const FITS = {
  pdf: PDF,
  xls: OLE,
  doc: OLE,
  ppt: OLE,
  xlsx: ZIP,
  xlsb: ZIP,
  docx: ZIP,
  pptx: ZIP,
  jpeg: JPEG,
  jpg: JPEG,
  png: PNG,
  csv: CSV,
};

test.each(FILE_TYPES)('%s is known by its bytes, and no other kind passes for it', (type) => {
  expect(contentProblem(type, FITS[type])).toBeNull();
  for (const other of new Set(Object.values(FITS))) {
    if (other === FITS[type]) continue;
    const isLocked = other === OLE && FITS[type] === ZIP;
    expect(contentProblem(type, other)).toBe(isLocked ? 'locked' : 'content');
  }
});

test.each([
  ['a program', bytes(0x4d, 0x5a, 0x90)],
  ['a page of the web', text('<!doctype html>')],
  ['a PDF that begins late', text(`${' '.repeat(9)}%PDF-1.7`)],
  ['an empty archive', bytes(0x50, 0x4b, 5, 6)],
])('%s is no PDF', (_what, head) => {
  expect(contentProblem('pdf', head)).toBe('content');
});

test('tables come in several encodings, and none of them has binary in it', () => {
  for (const head of [
    Uint8Array.from([0xef, 0xbb, 0xbf, 0x61]),
    Uint8Array.from([0xff, 0xfe, 0x61, 0x00]),
    Uint8Array.from([0xfe, 0xff, 0x00, 0x61]),
    Uint8Array.from([0x63, 0x61, 0x66, 0xe9]),
  ])
    expect(contentProblem('csv', head)).toBeNull();
  expect(contentProblem('csv', Uint8Array.from([0x61, 0x00, 0x62]))).toBe('content');
});
