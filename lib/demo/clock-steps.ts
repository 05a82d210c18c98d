// Steps of the demo clock, and the distance it has moved. Pure.
import { DAY_MS, HOUR_MS } from '../domain/text/duration';

/** Forward only: a ledger must not get events from its own future. */
export const CLOCK_STEPS = ['hour', 'day', 'month', 'quarter'] as const;
export type ClockStep = (typeof CLOCK_STEPS)[number];

/** Milliseconds to move. */
export function stepMs(step: ClockStep): number {
  switch (step) {
    case 'hour':
      return HOUR_MS;
    case 'day':
      return DAY_MS;
    case 'month':
      return 30 * DAY_MS;
    case 'quarter':
      return 90 * DAY_MS;
    default:
      return step satisfies never;
  }
}

export interface Distance {
  days: number;
  hours: number;
  isBehind: boolean;
}

/** Whole days and hours; null for less than an hour. */
export function distanceOf(offsetMs: number): Distance | null {
  const away = Math.abs(offsetMs);
  if (away < HOUR_MS) return null;
  const days = Math.floor(away / DAY_MS);
  return { days, hours: Math.floor((away % DAY_MS) / HOUR_MS), isBehind: offsetMs < 0 };
}
