import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FILE_TYPES } from './upload';
import { contentProblem, HEAD_BYTES } from './upload-content';

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
    expect(contentProblem(type, other)).not.toBeNull();
  }
});

test.each([
  ['a program', bytes(0x4d, 0x5a, 0x90)],
  ['a program with a PDF in it', Uint8Array.from([...bytes(0x4d, 0x5a), ...PDF])],
  ['a script with a PDF in it', text('#!/bin/sh\n%PDF-1.7')],
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

const utf16 = (value: string) => Uint8Array.from([...value].flatMap((c) => [c.charCodeAt(0), 0]));

test.each<[string, (typeof FILE_TYPES)[number], Uint8Array]>([
  ['a PDF after a line break', 'pdf', text('\r\n%PDF-1.4\n')],
  ['a PDF after a mark', 'pdf', Uint8Array.from([0xef, 0xbb, 0xbf, ...PDF])],
  ['a PDF after commands for a printer', 'pdf', text('\u001b%-12345X@PJL SET A=1\r\n%PDF-1.4\n')],
  ['a PDF at the end of where readers look', 'pdf', text(`${' '.repeat(1019)}%PDF-1.4`)],
  ['a table that ends with Ctrl-Z', 'csv', text('a;b\r\n1;2\r\n\u001a')],
  ['a table with a form feed', 'csv', text('a;b\r\n\f1;2\r\n')],
  ['a table in UTF-16 without its mark', 'csv', utf16('Datum;Café;ŁÓ\r\n')],
])('%s is taken', (_what, type, head) => {
  expect(contentProblem(type, head)).toBeNull();
});

test.each<[string, (typeof FILE_TYPES)[number], Uint8Array, string]>([
  ['a page called .xls', 'xls', text('\ufeff  <HTML xmlns:x="urn:excel"><table>'), 'web-page'],
  ['a page called .csv', 'csv', text('<!DOCTYPE html><p>'), 'web-page'],
  ['a page in UTF-16', 'xls', Uint8Array.from([0xff, 0xfe, ...utf16('<html>')]), 'web-page'],
  ['XML called .xls', 'xls', text('<?xml version="1.0"?><Workbook>'), 'web-page'],
  ['a page that mentions %PDF-', 'pdf', text('<html>%PDF-1.7'), 'web-page'],
  ['a new file called .xls', 'xls', Uint8Array.from([...ZIP, ...text('[Content_Types].xml')]), 'is-office'],
  ['an old file called .csv', 'csv', OLE, 'is-old-office'],
  ['an old or a locked file called .xlsx', 'xlsx', OLE, 'locked'],
  ['an archive called .pdf', 'pdf', Uint8Array.from([...ZIP, ...text('notes.txt')]), 'is-archive'],
  ['a picture called .pdf', 'pdf', PNG, 'is-picture'],
  ['a PDF called .xls', 'xls', PDF, 'is-pdf'],
  ['a table called .xls', 'xls', text('Date\tAmount\r\n'), 'is-text'],
  ['a PDF behind where readers look', 'pdf', text(`${' '.repeat(1024)}%PDF-1.4`), 'is-text'],
  ['Ctrl-Z in the middle', 'csv', text('a\u001ab'), 'content'],
])('%s is refused as what it is', (_what, type, head, problem) => {
  expect(contentProblem(type, head)).toBe(problem);
});

test('whatever the bytes are, what runs or is shown as a page is never taken', () => {
  const active = [[0x4d, 0x5a], [0x7f, 0x45, 0x4c, 0x46], [...text('#!/bin/sh')], [...text('<html>')]];
  fc.assert(
    fc.property(
      fc.constantFrom(...active),
      fc.uint8Array({ maxLength: HEAD_BYTES }),
      fc.constantFrom(...FILE_TYPES),
      (start, rest, type) => {
        expect(contentProblem(type, Uint8Array.from([...start, ...rest]))).not.toBeNull();
      },
    ),
    { numRuns: 200 },
  );
});

test('a table stays one in every encoding, and a byte that no text has makes it none', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii', minLength: 2, maxLength: 300 }), (value) => {
      if (/^\s*[<#M]/.test(value) || value.includes('%PDF-')) return;
      expect(contentProblem('csv', text(value))).toBeNull();
      expect(contentProblem('csv', utf16(value))).toBeNull();
      expect(contentProblem('csv', text(`${value}\u0001${value}`))).not.toBeNull();
    }),
  );
});
