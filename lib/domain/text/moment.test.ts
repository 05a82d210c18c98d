import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instantOf, readMoment } from './moment';
import { wallTime } from './site-time';

const LONDON = 'Europe/London';
const ZONES = [LONDON, 'Europe/Paris', 'America/Toronto', 'Asia/Kolkata', 'Pacific/Auckland', 'UTC'];

test.each([
  ['2026-01-10', '09:30', '2026-01-10T09:30:00.000Z'],
  ['2026-07-10', '09:30', '2026-07-10T08:30:00.000Z'],
  ['2026-07-10', '09:30:05', '2026-07-10T08:30:05.000Z'],
  ['2026-07-10', '00:10', '2026-07-09T23:10:00.000Z'],
  // The clock is put back at two: half past one comes twice, and the first is meant.
  ['2026-10-25', '01:30', '2026-10-25T00:30:00.000Z'],
])('in London, %s %s is %s', (date, time, instant) => {
  expect(instantOf({ date, time }, LONDON)?.toISOString()).toBe(instant);
});

test.each([
  ['2026-03-29', '01:30'],
  ['2026-02-30', '10:00'],
  ['2026-13-01', '10:00'],
  ['2026-01-01', '25:00'],
  ['3 May 2026', '10:00'],
  ['2026-01-01', ''],
])('no clock in London shows %s %s', (date, time) => {
  expect(instantOf({ date, time }, LONDON)).toBeNull();
});

test('what a clock shows leads back to the moment, but for the hour that comes twice', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }),
      fc.constantFrom(...ZONES),
      (date, zone) => {
        const at = new Date(Math.floor(date.getTime() / 1000) * 1000);
        const back = instantOf(wallTime(at, zone), zone);
        expect(wallTime(back ?? new Date(0), zone)).toEqual(wallTime(at, zone));
        expect([0, 3_600_000]).toContain(at.getTime() - (back?.getTime() ?? 0));
      },
    ),
  );
});

const NOW = new Date('2026-11-21T10:00:00.500Z');
const read = (query: Record<string, string | string[]>) => {
  const { at, kind, wall } = readMoment(query, NOW, LONDON);
  return [kind, at.toISOString(), wall.date, wall.time];
};

test.each<[string, Record<string, string | string[]>, string[]]>([
  ['nothing', {}, ['now', NOW.toISOString(), '2026-11-21', '10:00']],
  [
    'a form',
    { date: '2026-05-03', time: '10:00' },
    ['past', '2026-05-03T09:00:59.999Z', '2026-05-03', '10:00'],
  ],
  ['a link', { at: '2026-05-03T09:00:00.123Z' }, ['past', '2026-05-03T09:00:00.123Z', '2026-05-03', '10:00']],
  ['the future', { date: '2027-01-01', time: '10:00' }, ['future', NOW.toISOString(), '2027-01-01', '10:00']],
  ['half a form', { date: '2026-05-03', time: '' }, ['unreadable', NOW.toISOString(), '2026-05-03', '']],
  ['a day that is not', { at: '2026-02-30T09:00:00.000Z' }, ['unreadable', NOW.toISOString(), '', '']],
  ['a list', { at: ['x', 'y'] }, ['now', NOW.toISOString(), '2026-11-21', '10:00']],
  [
    'the present minute',
    { date: '2026-11-21', time: '10:00' },
    ['past', NOW.toISOString(), '2026-11-21', '10:00'],
  ],
])('%s asks for a moment', (_what, query, expected) => {
  expect(read(query)).toEqual(expected);
});
