import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lettersIn } from '../text/clean-name';
import { BUSINESS_NAME_MAX, businessNameFrom, parseBusinessName } from './business-name';

test.each([
  ['Kestrel Coffee', 'Kestrel Coffee'],
  ['  Kestrel   Coffee \n Ltd ', 'Kestrel Coffee Ltd'],
  ["O'Brien & Söhne GmbH", "O'Brien & Söhne GmbH"],
  ['Café ☕ 咖啡', 'Café ☕ 咖啡'],
  ['<script>alert(1)</script>', '<script>alert(1)</script>'],
  ['=cmd()', '=cmd()'],
  ['Cafe\u0301', 'Café'],
  ['\u200e\u202aKestrel Coffee\u202c\u200b ', 'Kestrel Coffee'],
  ['\ufeff Kestrel\u200f', 'Kestrel'],
  ['مطعم النخيل\u200f', 'مطعم النخيل'],
  ['x'.repeat(160), 'x'.repeat(160)],
])('keeps %j readable', (raw, name) => {
  expect(parseBusinessName(raw)).toEqual({ ok: true, name });
});

test.each([
  ['', 'empty'],
  [' \t\n ', 'empty'],
  ['☕☕☕', 'unreadable'],
  ['Kestrel\u202Eeeffoc', 'unreadable'],
  ['Kes\u200Btrel', 'unreadable'],
  ['Kes\u200Dtrel', 'unreadable'],
  ['Kes\u00ADtrel', 'unreadable'],
  ['Kestrel\u3164Coffee', 'unreadable'],
  ['Kestrel\u{E0041} Coffee', 'unreadable'],
  ['Kestrel\uFFFA Coffee', 'unreadable'],
  ['Ke\u0336\u0353\u0345\u0322strel', 'unreadable'],
  ['Kestrel\u0000', 'unreadable'],
  ['Kestrel \uD800', 'unreadable'],
  ['x'.repeat(BUSINESS_NAME_MAX + 1), 'too-long'],
  ['x'.repeat(1_000_000), 'too-long'],
])('says what is wrong with a bad name (%#)', (raw, problem) => {
  expect(parseBusinessName(raw)).toEqual({ ok: false, problem });
});

test('a name that is accepted is accepted again unchanged, and fits', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (raw) => {
      const first = parseBusinessName(raw);
      if (!first.ok) return;
      expect(lettersIn(first.name)).toBeLessThanOrEqual(BUSINESS_NAME_MAX);
      expect(parseBusinessName(first.name)).toEqual(first);
    }),
  );
});

test.each([
  ['Kes\u200btrel \u202eCoffee', 'Kestrel Coffee'],
  ['x'.repeat(161), `${'x'.repeat(159)}…`],
  [`${'x'.repeat(158)}👨‍👩‍👧‍👦 and more`, `${'x'.repeat(158)}👨‍👩‍👧‍👦…`],
  ['👨‍👩‍👧‍👦 Bakery'.padEnd(171, 'x'), `${'👨‍👩‍👧‍👦 Bakery'.padEnd(169, 'x')}…`],
  ['x'.repeat(1_000_000), `${'x'.repeat(159)}…`],
  ['☕☕', null],
  ['\u200b', null],
])('a name from elsewhere is shown as far as it can be (%#)', (raw, name) => {
  expect(businessNameFrom(raw)).toBe(name);
});

test('a name from elsewhere is one that would be accepted here', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (raw) => {
      const name = businessNameFrom(raw);
      if (name !== null) expect(parseBusinessName(name)).toEqual({ ok: true, name });
    }),
  );
});
