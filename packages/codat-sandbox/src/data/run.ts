// State of one simulation, shared by the parts of the business.
import type { BankWords } from './bank-words';
import type { Book } from './book';
import type { Business } from './business';
import { weekday } from './calendar';

export interface Run {
  business: Business;
  book: Book;
  words: BankWords;
  /** Schedules work on a later day, before that day's own business. */
  later(day: number, act: (day: number) => void): void;
}

export function isWorkday(day: number): boolean {
  const at = weekday(day);
  return at !== 0 && at !== 6;
}

/** Banks move money from Monday to Friday. */
export function workdayFrom(day: number): number {
  return isWorkday(day) ? day : workdayFrom(day + 1);
}

/** The day of the month, or the next day the bank works. Up to the 26th that is within the month. */
export function isDue(today: { day: number; dayOfMonth: number }, on: number): boolean {
  return today.day === workdayFrom(today.day - today.dayOfMonth + on);
}
