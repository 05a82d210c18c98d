// Parser of a moment as typed: a date and a time in the site's zone, to the minute.
import { DAY_MS, MINUTE_MS } from './duration';
import { type WallTime, wallTime } from './site-time';

/**
 * The moment at which a clock in that zone shows this; null if it never does, or the text is invalid.
 * When clocks go back, a time occurs twice: the first one is meant.
 */
export function instantOf({ date, time }: WallTime, timeZone: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || !/^\d{2}:\d{2}(:\d{2})?$/.test(time)) return null;
  const wanted = { date, time: time.length === 5 ? `${time}:00` : time };
  const asUtc = Date.parse(`${wanted.date}T${wanted.time}Z`);
  if (Number.isNaN(asUtc)) return null;
  // The zone's offsets a day before and a day after include every offset that is possible at that hour.
  const guesses = [asUtc - DAY_MS, asUtc + DAY_MS].map((near) => {
    const shown = wallTime(new Date(near), timeZone);
    return asUtc - (Date.parse(`${shown.date}T${shown.time}Z`) - near);
  });
  const shows = (at: number) => {
    const shown = wallTime(new Date(at), timeZone);
    return shown.date === wanted.date && shown.time === wanted.time;
  };
  const found = guesses.sort((a, b) => a - b).find(shows);
  return found === undefined ? null : new Date(found);
}

export interface AskedMoment {
  /** The moment used: the present if the given one is invalid. */
  at: Date;
  kind: 'now' | 'past' | 'future' | 'unreadable';
  /** What the form shows, to the minute. */
  wall: WallTime;
}

type Query = Record<string, string | string[] | undefined>;

/**
 * The moment in an address: `at` (exact, from a link) or `date` and `time` (from a form, to the minute).
 * A typed minute includes its events: the answer is for its end, or for now within the present minute.
 * A future moment is answered for now.
 */
export function readMoment(query: Query, now: Date, timeZone: string): AskedMoment {
  const typed = (name: string) => (typeof query[name] === 'string' ? query[name].trim() : '');
  const [exact, date, time] = [typed('at'), typed('date'), typed('time')];
  const present = (kind: AskedMoment['kind'], wall = minuteOf(now, timeZone)) => ({ at: now, kind, wall });
  if (exact === '' && date === '' && time === '') return present('now');
  const from = exact === '' ? instantOf({ date, time }, timeZone) : readExact(exact);
  if (from === null) return present('unreadable', { date, time });
  const wall = minuteOf(from, timeZone);
  if (from > now) return present('future', wall);
  const end = new Date(from.getTime() + MINUTE_MS - 1);
  const at = exact !== '' ? from : end > now ? now : end;
  return { at, kind: 'past', wall };
}

function minuteOf(at: Date, timeZone: string): WallTime {
  const { date, time } = wallTime(at, timeZone);
  return { date, time: time.slice(0, 5) };
}

function readExact(text: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(text)) return null;
  const at = new Date(text);
  // JavaScript reads 30 February as 2 March.
  return Number.isNaN(at.getTime()) || at.toISOString() !== text ? null : at;
}
