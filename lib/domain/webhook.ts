// Owns what becomes of a message from Codat.

/** `refreshed`: our record was brought in line with Codat's. `unknown-company`: not one of ours, told of long enough. */
export type WebhookOutcome = 'refreshed' | 'unknown-company';

const HOUR_MS = 60 * 60 * 1000;
/** A message may overtake our own record of the company it is about; after this it is somebody else's company. */
export const UNKNOWN_FOR_MS = HOUR_MS;

/** What to do with messages about a company that we do not know (yet). */
export function decideUnknown(receivedAt: readonly Date[], now: Date): 'wait' | 'give-up' {
  const isYoung = receivedAt.some((at) => now.getTime() - at.getTime() < UNKNOWN_FOR_MS);
  return isYoung ? 'wait' : 'give-up';
}
