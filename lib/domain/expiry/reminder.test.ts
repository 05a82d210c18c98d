import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY_MS } from '../text/duration';
import { REMINDER_DAYS, type ReminderSubject, remindersDue, reminderWindows } from './reminder';

const START = Date.parse('2026-01-01T10:00:00.000Z');
const at = (days: number) => new Date(START + days * DAY_MS);
const subject = (since: number, end: number): ReminderSubject => ({
  key: `c:${end}`,
  since: at(since),
  endsAt: at(end),
});

/** Checks each moment in turn, as a sweep does. @returns the steps that were sent, in order */
function sweep(one: ReminderSubject, moments: readonly number[], told = new Set<string>()): number[] {
  return moments.flatMap((day) =>
    remindersDue(one, at(day), told).map(({ days, dedupe }) => {
      told.add(dedupe);
      return days;
    }),
  );
}

const days = (length: number) => Array.from({ length }, (_, index) => index);

test('looked at daily, each step is told exactly once', () => {
  expect(sweep(subject(0, 365), [...days(400), ...days(400).map(() => 400)])).toEqual([...REMINDER_DAYS]);
});

test('after an outage only the latest is told', () => {
  expect(sweep(subject(0, 90), [59, 60, 61, 84, 85])).toEqual([30, 7]);
  expect(sweep(subject(0, 90), [200])).toEqual([0]);
});

test('steps before its time began are none', () => {
  expect(sweep(subject(0, 10), days(20))).toEqual([7, 1, 0]);
});

test('a renewal is reminded of anew', () => {
  const told = new Set<string>();
  expect(sweep(subject(0, 90), days(80), told)).toEqual([30, 14]);
  expect(sweep(subject(79, 169), days(171), told)).toEqual([30, 14, 7, 1, 0]);
});

describe('whatever the moments', () => {
  const moments = fc
    .array(fc.integer({ min: 0, max: 500 }), { maxLength: 60 })
    .map((all) => all.sort((a, b) => a - b));
  const ends = fc.integer({ min: 1, max: 400 });

  test('a step is told at most once, never early, and never after a later one', () => {
    fc.assert(
      fc.property(moments, ends, (looks, end) => {
        const one = subject(0, end);
        const told = new Set<string>();
        let last = Number.POSITIVE_INFINITY;
        for (const look of looks) {
          const due = remindersDue(one, at(look), told);
          expect(due.length).toBeLessThanOrEqual(1);
          for (const { days: step, dedupe } of due) {
            expect(step).toBeLessThan(last);
            expect(end - look).toBeLessThanOrEqual(step);
            last = step;
            told.add(dedupe);
          }
        }
      }),
    );
  });

  test('narrowed windows find what has come to its step since then', () => {
    const ages = fc.double({ min: 0.001, max: 60, noNaN: true });
    fc.assert(
      fc.property(fc.double({ min: 100, max: 400, noNaN: true }), ages, ends, (look, age, end) => {
        const finds = (since: Date | null) =>
          reminderWindows(at(look), REMINDER_DAYS, since)
            .filter(({ after, until }) => at(end) > after && at(end) <= until)
            .map((window) => window.days);
        const [step] = finds(null);
        const isFresh = step !== undefined && end - step > look - age;
        expect(finds(at(look - age))).toEqual(isFresh ? [step] : []);
      }),
    );
  });

  test('the windows find exactly what is due before the end', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 400, noNaN: true }), ends, (look, end) => {
        const due = remindersDue(subject(-1000, end), at(look), new Set());
        const found = reminderWindows(at(look)).filter(
          ({ after, until }) => at(end) > after && at(end) <= until,
        );
        const expected = due.filter((reminder) => reminder.days > 0).map((reminder) => reminder.days);
        expect(found.map((window) => window.days)).toEqual(expected);
      }),
    );
  });
});
