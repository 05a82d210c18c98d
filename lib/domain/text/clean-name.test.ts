import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanName, lettersIn, NAME_MAX, parseName } from './clean-name';

test.each([
  ['Kestrel Coffee\nLeeds branch', 'Kestrel Coffee Leeds branch'],
  ['Kestrel\r\n\tCoffee\u0000', 'Kestrel Coffee'],
  ['\u202Eeerg a\u202C Kestrel', 'eerg a Kestrel'],
  ['\u200FKestrel\u200B Coffee\uFEFF', 'Kestrel Coffee'],
  ['Kes\u00ADtrel\u2028Coffee', 'Kestrel Coffee'],
  ['Caf\u0065\u0301', 'Café'],
  ['👩\u200D🍳 Cook', '👩\u200D🍳 Cook'],
  ['Kes\u200Dtrel\u200C Coffee', 'Kestrel Coffee'],
  ['Kestrel\u3164\u115F\uFFA0\u2800 Coffee', 'Kestrel Coffee'],
  ['Kestrel\u{E0041}\u{E007F} Coffee', 'Kestrel Coffee'],
  ['\uFFF9Kestrel\uFFFAx\uFFFB\uE000\u{F0000}', 'Kestrelx'],
  ['K\uFE0Fes\u034Ftrel\u{E0100}', 'Kestrel'],
  ['K\u0336\u0353\u0345\u0322\u031Bestrel', 'K\u0336\u0322estrel'],
  [' \u0301\u0302Kestrel', 'Kestrel'],
  ['葛\u{E0100}城 ❤\uFE0F', '葛\u{E0100}城 ❤\uFE0F'],
  ['می\u200Cخواهم', 'می\u200Cخواهم'],
  ['Nguyễn Thị Ánh', 'Nguyễn Thị Ánh'],
  ['กำปั้น บุญเติม', 'กำปั้น บุญเติม'],
  ['किरण स्टोर्स', 'किरण स्टोर्स'],
  ['مطعم النخيل', 'مطعم النخيل'],
])('%j is kept as %j', (raw, name) => {
  expect(cleanName(raw)).toBe(name);
});

test.each(['', '  ', '\n', '\u200B\u200D\uFEFF', '\u202E', '\uD83E'])('nothing is readable in %j', (raw) => {
  expect(cleanName(raw)).toBeNull();
});

test('a long name is cut between characters as people see them', () => {
  expect(cleanName('a'.repeat(200))).toBe(`${'a'.repeat(NAME_MAX - 1)}…`);
  expect(cleanName('👩\u200D🍳'.repeat(10), 3)).toBe('👩\u200D🍳👩\u200D🍳…');
  expect(cleanName('👩\u200D🍳'.repeat(3), 3)).toBe('👩\u200D🍳'.repeat(3));
});

test('whatever comes, what is kept is one line that a browser hands back as it is', () => {
  const nasty = fc.constantFrom(
    '\n',
    '\r',
    '\u202E',
    '\u2066',
    '\u200B',
    '\u0000',
    '\u0301',
    ' ',
    '\uD800',
    '\u200D',
    '\u3164',
    '\uFE0F',
    '\u{E0041}',
    '\u0336',
    '👩',
    'क',
    'a',
    '店',
  );
  const any = fc.oneof(
    fc.string(),
    fc.array(nasty, { maxLength: 400 }).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(any, (raw) => {
      const name = cleanName(raw);
      if (name === null) return;
      expect(cleanName(name)).toBe(name);
      expect(name).toBe(name.trim());
      expect(name).not.toMatch(
        /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200B\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/u,
      );
    }),
    { numRuns: 200 },
  );
});

test.each([
  ['é'.repeat(NAME_MAX), true],
  ['👨‍👩‍👧‍👦'.repeat(NAME_MAX), true],
  [`\u200B${'x'.repeat(NAME_MAX)}\u202C`, true],
  ['x'.repeat(NAME_MAX + 1), false],
  ['x'.repeat(1_000_000), false],
])('a typed name is as long as people see it (%#)', (raw, fits) => {
  const parsed = parseName(raw);
  expect(parsed.ok).toBe(fits);
  if (parsed.ok) expect(lettersIn(parsed.name)).toBe(NAME_MAX);
});

test('a typed name of nothing but invisible marks is empty', () => {
  expect(parseName('\u200B\u200E \u202E')).toEqual({ ok: false, problem: 'empty' });
});
