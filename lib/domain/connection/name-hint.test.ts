import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NAME_MAX } from '../text/clean-name';
import { type HintedTrip, hintOf, readHint } from './name-hint';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 21, 10, minute));
const trip = (
  begun: number,
  back: number | null,
  name: string | null,
  shareId: string | null = null,
): HintedTrip => ({
  createdAt: at(begun),
  returnedAt: back === null ? null : at(back),
  organisationHint: name,
  shareId,
});

test.each([
  ['a first access, seen on the way back', [trip(0, 5, 'A')], { authorisedAt: null, isNew: true }, 'A'],
  ['known before the way back', [trip(0, 5, 'A')], { authorisedAt: at(4), isNew: false }, 'A'],
  ['of an earlier access', [trip(0, 5, 'A')], { authorisedAt: at(5), isNew: true }, null],
  [
    'of a later trip that opened nothing new',
    [trip(10, 15, 'A')],
    { authorisedAt: at(5), isNew: false },
    null,
  ],
  ['not back yet', [trip(0, null, 'A')], { authorisedAt: null, isNew: true }, null],
  ['the last of two', [trip(0, 5, 'A'), trip(6, 9, 'B')], { authorisedAt: null, isNew: true }, 'B'],
  [
    'the last of two says nothing',
    [trip(0, 5, 'A'), trip(6, 9, null)],
    { authorisedAt: null, isNew: true },
    null,
  ],
  ['nobody went', [], { authorisedAt: null, isNew: true }, null],
] as const)('which hint counts: %s', (_case, trips, access, name) => {
  expect(hintOf(trips, access)?.name ?? null).toBe(name);
});

test('a colleague’s hint is known as theirs', () => {
  expect(hintOf([trip(0, 5, 'A', 'link')], { authorisedAt: null, isNew: true })).toEqual({
    name: 'A',
    isOwn: false,
  });
});

test('a hint is one clean line, short, or nothing', () => {
  expect(readHint('Alder\r\nMill \u202ELtd')).toBe('Alder Mill Ltd');
  for (const empty of [null, '', ' \u200B ', '{data.company.companyName}'])
    expect(readHint(empty)).toBeNull();
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (value) => {
      const hint = readHint(value);
      if (hint === null) return;
      expect(hint).not.toMatch(/[\p{Cc}\u202A-\u202E]/u);
      expect([...new Intl.Segmenter('en').segment(hint)].length).toBeLessThanOrEqual(NAME_MAX);
    }),
  );
});
