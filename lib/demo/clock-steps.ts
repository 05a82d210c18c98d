// Owns how far the demo moves Codat's clock, and how the distance is said. Pure.

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

export const CLOCK_STEPS = ['hour', 'day', 'month', 'quarter', 'today'] as const;
export type ClockStep = (typeof CLOCK_STEPS)[number];

/** Milliseconds to move. @param offsetMs how far the clock is ahead already */
export function stepMs(step: ClockStep, offsetMs: number): number {
  switch (step) {
    case 'hour':
      return HOUR_MS;
    case 'day':
      return DAY_MS;
    case 'month':
      return 30 * DAY_MS;
    case 'quarter':
      return 90 * DAY_MS;
    case 'today':
      // Minus zero is no number to send.
      return offsetMs === 0 ? 0 : -offsetMs;
    default:
      return step satisfies never;
  }
}

export interface Distance {
  days: number;
  hours: number;
  isBehind: boolean;
}

/** Whole days and hours; null within an hour of the real time. */
export function distanceOf(offsetMs: number): Distance | null {
  const away = Math.abs(offsetMs);
  if (away < HOUR_MS) return null;
  const days = Math.floor(away / DAY_MS);
  return { days, hours: Math.floor((away % DAY_MS) / HOUR_MS), isBehind: offsetMs < 0 };
}
