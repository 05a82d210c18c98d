import { expect, test } from 'vitest';
import { parseNote, parsePlatformName, platformNameKey } from './platform-request';

test.each([
  ['  Sage \n 50 ', 'Sage 50'],
  ['Ciel\u200B Compta', 'Ciel Compta'],
])('%j is noted as %j', (raw, name) => {
  expect(parsePlatformName(raw)).toEqual({ ok: true, name });
});

test('a name has something to read in it and an end', () => {
  expect(parsePlatformName(' \u200B! ')).toEqual({ ok: false, problem: 'missing' });
  expect(parsePlatformName('é'.repeat(80)).ok).toBe(true);
  expect(parsePlatformName('é'.repeat(81))).toEqual({ ok: false, problem: 'too-long' });
});

test('one platform has one key, however it is written', () => {
  expect(new Set(['Sage 50', 'sage50', 'SAGE-50', ' Ságe 50'].map(platformNameKey)).size).toBe(1);
  expect(platformNameKey('Sage 200')).not.toBe(platformNameKey('Sage 50'));
});

test('a note may have lines, and may be left out', () => {
  expect(parseNote('a\r\nb\u0007')).toEqual({ ok: true, value: 'a\nb' });
  expect(parseNote('  ')).toEqual({ ok: true, value: null });
  expect(parseNote('x'.repeat(501))).toEqual({ ok: false });
});
