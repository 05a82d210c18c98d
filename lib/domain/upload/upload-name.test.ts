import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fileTypeOf } from './upload';
import { cleanFileName } from './upload-name';

test.each([
  ['books.pdf', 'books.pdf'],
  ['C:\\Users\\Maya\\été 2025.pdf', 'été 2025.pdf'],
  ['../../etc/passwd', 'passwd'],
  ['a\r\nContent-Type: text/html.pdf', 'html.pdf'],
  ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
  ['  .hidden.csv', 'hidden.csv'],
  ['"quoted";.pdf', '_quoted__.pdf'],
  ['=cmd|calc!A1.csv', '_cmd_calc!A1.csv'],
  ['@+-books.csv', '_books.csv'],
  ['books\u3164\u{E0041}.csv', 'books.csv'],
  ['...', ''],
  ['\u0000\u200B', ''],
])('%j is shown as %j', (raw, name) => {
  expect(cleanFileName(raw)).toBe(name);
});

test('whatever is sent, one line is shown, without folders, and cleaning it again changes nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 0x10ffff }), { maxLength: 200 }), (points) => {
      const raw = String.fromCodePoint(...points);
      const name = cleanFileName(raw);
      expect(name).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\\/"<>]/u);
      expect([...name].length).toBeLessThanOrEqual(120);
      expect(cleanFileName(name)).toBe(name);
    }),
  );
});

test('a long name keeps its ending', () => {
  const name = cleanFileName(`${'é'.repeat(300)}.xlsx`);
  expect([[...name].length, fileTypeOf(name)]).toEqual([120, 'xlsx']);
});
