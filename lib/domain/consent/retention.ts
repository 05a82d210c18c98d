// Retention rule: how long data that was read under an agreement is kept after its end.
import { DAY_MS } from '../text/duration';

/** The moment by which the data is deleted at the latest. */
export function keptUntil({ endedAt, retentionDays }: { endedAt: Date; retentionDays: number }): Date {
  return new Date(endedAt.getTime() + retentionDays * DAY_MS);
}
