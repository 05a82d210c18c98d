import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calendarDaysBetween } from './calendar-days';

const days = (from: string, to: string, zone = 'Europe/London') =>
  calendarDaysBetween(new Date(from), new Date(to), zone);

test.each([
  ['ten hours before the end, on its day', '2027-11-29T08:00Z', '2027-11-29T18:00Z', 0],
  ['two minutes before midnight', '2027-11-29T23:59Z', '2027-11-30T00:01Z', 1],
  ['thirty hours before', '2027-11-29T21:00Z', '2027-12-01T03:00Z', 2],
  ['thirty-seven hours before the same day', '2027-11-29T14:00Z', '2027-12-01T03:00Z', 2],
  ['over the night that clocks are put forward', '2027-03-27T12:00Z', '2027-03-29T11:00Z', 2],
  ['over the night that clocks are put back', '2027-10-30T22:30Z', '2027-10-31T23:30Z', 1],
  ['after the end', '2027-12-01T12:00Z', '2027-11-29T12:00Z', -2],
])('%s', (_what, from, to, count) => {
  expect(days(from, to)).toBe(count);
});

test('the same two moments are as many days apart as the zone’s calendar says', () => {
  expect(days('2027-11-29T23:30Z', '2027-11-30T00:30Z', 'Europe/London')).toBe(1);
  expect(days('2027-11-29T23:30Z', '2027-11-30T00:30Z', 'Europe/Paris')).toBe(0);
  expect(days('2027-11-29T23:30Z', '2027-11-30T00:30Z', 'America/Toronto')).toBe(0);
});

test('days add up, and what lies ahead is never fewer than none', () => {
  const moment = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2040, 0) }).map((at) => new Date(at));
  const zone = fc.constantFrom('Europe/London', 'America/Toronto', 'Asia/Kathmandu', 'Pacific/Auckland');
  fc.assert(
    fc.property(moment, moment, moment, zone, (a, b, c, tz) => {
      expect(calendarDaysBetween(a, b, tz) + calendarDaysBetween(b, c, tz)).toBe(
        calendarDaysBetween(a, c, tz),
      );
      if (b >= a) expect(calendarDaysBetween(a, b, tz)).toBeGreaterThanOrEqual(0);
    }),
  );
});
