import { expect, test } from 'vitest';
import { parseMigrationFile, subjectOf } from './migration-file';

const line = (more: object = {}) =>
  JSON.stringify({ business: 'b', platform: 'gbol', tokens: { refresh: 'hush' }, ...more });

test('a file of lines is read in order, past empty ones and the mark at its beginning', () => {
  const parsed = parseMigrationFile(`\uFEFF${line()}\r\n\n${line({ reference: ' two ' })}\n`);
  expect(parsed).toMatchObject({
    ok: true,
    lines: [
      { line: 1, reference: '' },
      { line: 3, reference: 'two' },
    ],
  });
});

test.each([
  ['not-json', 'hush'],
  ['not-json', '["hush"]'],
  ['no-business', line({ business: ' ' })],
  ['no-business', line({ business: 7 })],
  ['no-platform', line({ platform: null })],
  ['no-tokens', line({ tokens: {} })],
  ['no-tokens', line({ tokens: 'hush' })],
  ['no-tokens', line({ tokens: { refresh: 'hush', expires: 5 } })],
])('%s is said with the number of the line, and with nothing of what stands in it', (problem, raw) => {
  const parsed = parseMigrationFile(`${line()}\n${raw}`);
  expect(parsed).toEqual({ ok: false, problems: [{ line: 2, problem }] });
});

test('what is said twice is refused, unless a reference tells the two apart', () => {
  expect(parseMigrationFile(`${line()}\n${line({ tokens: { refresh: 'other' } })}`)).toEqual({
    ok: false,
    problems: [{ line: 2, problem: 'said-twice' }],
  });
  expect(parseMigrationFile(`${line()}\n${line({ reference: 'two' })}`)).toMatchObject({ ok: true });
});

test('a line is known by its business, platform and reference, whatever its tokens', () => {
  const [a, b] = [line(), line({ tokens: { refresh: 'other' } })].map((raw) => {
    const parsed = parseMigrationFile(raw);
    return parsed.ok && parsed.lines[0] ? subjectOf(parsed.lines[0]) : raw;
  });
  expect(a).toBe(b);
});
