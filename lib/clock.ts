// Owns the time: everything that asks what time it is asks here, so that one place can move it.

export interface Clock {
  now(): Date;
}

export const clock: Clock = { now: () => new Date() };
