// Unit choice for a waiting time: people read "2 hours", not "7,200 seconds".

export interface Wait {
  count: number;
  unit: 'seconds' | 'minutes' | 'hours';
}

/** The largest unit that is precise enough, rounded up so that no retry is too early. @param seconds more than 0 */
export function waitOf(seconds: number): Wait {
  if (seconds <= 90) return { count: Math.ceil(seconds), unit: 'seconds' };
  if (seconds <= 90 * 60) return { count: Math.ceil(seconds / 60), unit: 'minutes' };
  return { count: Math.ceil(seconds / 3600), unit: 'hours' };
}
