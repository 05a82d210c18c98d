// Delivery failures on request: duplicated, late, out of order, lost, or retried sooner than in life.
import { z } from 'zod';
import { numberFrom } from '../random/ids';

const probability = z.number().min(0).max(1);

export const modeSchema = z.strictObject({
  /** Share of messages delivered twice, 0 to 1. */
  duplicate: probability.optional(),
  delayMs: z.number().int().min(0).max(86_400_000).optional(),
  /** Messages of one window leave together, shuffled. */
  reorder: z.boolean().optional(),
  drop: probability.optional(),
  /** Factor by which retries are sooner. */
  timeLapse: z.number().min(1).max(1_000_000).optional(),
});
export type Mode = z.infer<typeof modeSchema>;

export const modesSchema = z.object({ all: modeSchema, companies: z.record(z.string(), modeSchema) });
export type Modes = z.infer<typeof modesSchema>;

export function noModes(): Modes {
  return { all: {}, companies: {} };
}

/** A company's own mode replaces the general one. */
export function modeOf(modes: Modes, companyId: string | undefined): Mode {
  return (companyId === undefined ? undefined : modes.companies[companyId]) ?? modes.all;
}

const WINDOW_MS = 2000;
const FINE = 1_000_000;

/** Seeded by the count of messages, so that a run can be repeated. */
function happens(share: number, what: string, count: number): boolean {
  return numberFrom(`${what} ${count}`, FINE) < share * FINE;
}

export interface Plan {
  isLost: boolean;
  isTwice: boolean;
  /** When it leaves. */
  at: number;
}

/** @param count how many messages there were before this one */
export function planOf(mode: Mode, count: number, now: number): Plan {
  const start = now + (mode.delayMs ?? 0);
  const windowEnd = (Math.floor(start / WINDOW_MS) + 1) * WINDOW_MS;
  // Within the last millisecond of the window; the fraction is the place in the shuffled order.
  const shuffled = windowEnd - 1 + numberFrom(`order ${count}`, FINE) / FINE;
  return {
    isLost: happens(mode.drop ?? 0, 'drop', count),
    isTwice: happens(mode.duplicate ?? 0, 'twice', count),
    at: mode.reorder ? shuffled : start,
  };
}
