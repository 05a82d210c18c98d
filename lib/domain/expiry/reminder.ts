// Reminder schedule: each step before an end is sent once; after an outage, only the latest step.
import { DAY_MS } from '../text/duration';

/** Days before the end; the last is the end itself. */
export const REMINDER_DAYS = [30, 14, 7, 1, 0] as const;

export interface ReminderSubject {
  /** Names the subject and the start of its time, so that reminders begin again after a renewal. */
  key: string;
  /** The start of its time: steps before it are skipped. */
  since: Date;
  endsAt: Date;
}

export interface Reminder {
  /** The step, in days before the end. */
  days: number;
  /** Deduplication key: each step of a subject is sent once, whichever process finds it. */
  dedupe: string;
}

const before = (endsAt: Date, days: number) => new Date(endsAt.getTime() - days * DAY_MS);

/**
 * The reminder that is due now, or none. Late ones collapse into the latest step that was reached.
 * @param told the `dedupe` of all news so far
 * @param steps in days before the end, from many to few
 */
export function remindersDue(
  { key, since, endsAt }: ReminderSubject,
  now: Date,
  told: ReadonlySet<string>,
  steps: readonly number[] = REMINDER_DAYS,
): Reminder[] {
  const reached = steps.filter((days) => before(endsAt, days) <= now && before(endsAt, days) > since);
  const days = reached.at(-1);
  if (days === undefined) return [];
  const dedupe = `${key}:${days}`;
  return told.has(dedupe) ? [] : [{ days, dedupe }];
}

export interface ReminderWindow {
  days: number;
  /** Ends after this moment … */
  after: Date;
  /** … and not after this one are at the step. */
  until: Date;
}

/**
 * The windows of end dates for each step now, for a search by date; ends that have passed are not included.
 * @param since only ends that reached their step after this moment
 */
export function reminderWindows(
  now: Date,
  steps: readonly number[] = REMINDER_DAYS,
  since: Date | null = null,
): ReminderWindow[] {
  return steps.flatMap((days, index) => {
    if (days === 0) return [];
    const after = before(now, -(steps[index + 1] ?? 0)).getTime();
    const fresh = since === null ? after : before(since, -days).getTime();
    return { days, after: new Date(Math.max(after, fresh)), until: before(now, -days) };
  });
}
