// Clock. Consents use business time, which the demo can move; sessions and timeouts use the machine's time.

export interface Clock {
  now(): Date;
}

/** Kept on the process: Next loads this module once for pages and once for what runs beside them. */
const holder = globalThis as typeof globalThis & { accordClockOffsetMs?: number };

/** Business time. */
export const clock: Clock = { now: () => new Date(Date.now() + (holder.accordClockOffsetMs ?? 0)) };

/** The machine's time, for sessions and timeouts, which must not expire when a presenter moves business time. */
export const machineClock: Clock = { now: () => new Date() };

/** The machine's time in milliseconds, for waits and measurements. */
export const machineMs = (): number => machineClock.now().getTime();

/** Offset of business time from the machine's, in milliseconds. */
export function clockOffset(): number {
  return holder.accordClockOffsetMs ?? 0;
}

/** Only the demo sets it. */
export function setClockOffset(offsetMs: number): void {
  holder.accordClockOffsetMs = offsetMs;
}
