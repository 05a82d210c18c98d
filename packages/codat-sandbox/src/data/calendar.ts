// Calendar arithmetic: days since 1970 in UTC, months since year 0.

const DAY_MS = 24 * 60 * 60 * 1000;

export function dayOf(ms: number): number {
  return Math.floor(ms / DAY_MS);
}

function dateOf(day: number): Date {
  return new Date(day * DAY_MS);
}

export function monthOf(day: number): number {
  const date = dateOf(day);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** 0 is Sunday. */
export function weekday(day: number): number {
  return dateOf(day).getUTCDay();
}

/** 0 is January. */
export function monthOfYear(month: number): number {
  return month % 12;
}

export function firstDay(month: number): number {
  return dayOf(Date.UTC(Math.floor(month / 12), month % 12));
}

export function lastDay(month: number): number {
  return firstDay(month + 1) - 1;
}

/** Cache: lists write the same few hundred days thousands of times. */
const written = new Map<number, string>();
const WRITTEN_LIMIT = 5000;

function dayText(day: number): string {
  const known = written.get(day);
  if (known !== undefined) return known;
  if (written.size >= WRITTEN_LIMIT) written.clear();
  const text = dateOf(day).toISOString().slice(0, 10);
  written.set(day, text);
  return text;
}

const twoDigits = (value: number) => String(value).padStart(2, '0');

/** Without a zone: local to the business, as platforms that know no zone give it. */
export function dateText(day: number, minuteOfDay = 0): string {
  const hour = Math.floor(minuteOfDay / 60);
  return `${dayText(day)}T${twoDigits(hour)}:${twoDigits(minuteOfDay % 60)}:00`;
}

/** Time at which a read saw a change of that day. */
export function seenText(day: number): string {
  return `${dateText(day, 23 * 60 + 30)}Z`;
}
