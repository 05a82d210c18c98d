// Clock. Business time, by which consents live, can be moved in the demo; sessions and timeouts use the machine's time.

export interface Clock {
  now(): Date;
}

/** Kept on the process: Next loads this module once for pages and once for what runs beside them. */
const holder = globalThis as typeof globalThis & { accordClockOffsetMs?: number };

/** Business time. */
export const clock: Clock = { now: () => new Date(Date.now() + (holder.accordClockOffsetMs ?? 0)) };

/** The machine's time, for sessions and timeouts, which must not end when a presenter moves business time. */
export const machineClock: Clock = { now: () => new Date() };

/** The machine's time in milliseconds, for waits and measurements. */
export const machineMs = (): number => machineClock.now().getTime();

/** How far business time is from the machine's, in milliseconds. */
export function clockOffset(): number {
  return holder.accordClockOffsetMs ?? 0;
}

/** The demo alone sets it. */
export function setClockOffset(offsetMs: number): void {
  holder.accordClockOffsetMs = offsetMs;
}
