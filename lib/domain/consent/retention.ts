// Retention rule: until when what was read under an agreement is kept after its end.
import { DAY_MS } from '../text/duration';

/** The moment by which it is deleted at the latest. */
export function keptUntil({ endedAt, retentionDays }: { endedAt: Date; retentionDays: number }): Date {
  return new Date(endedAt.getTime() + retentionDays * DAY_MS);
}
