// Owns the rate-limit headers every answer carries. The quota is counted, never enforced: a fault plays the 429.
import type { World } from '../world';

const DAY_MS = 24 * 60 * 60 * 1000;
const PER_COMPANY = 1000;

export interface RateCounter {
  /** Counts one call and gives the headers of its answer. */
  count(): Record<string, string>;
}

export function createRateCounter(world: World): RateCounter {
  let day = -1;
  let used = 0;
  return {
    count() {
      const today = Math.floor(world.clock.now() / DAY_MS);
      if (today !== day) {
        day = today;
        used = 0;
      }
      used += 1;
      let active = 0;
      for (const company of world.companies.values()) {
        if (company.connections.some((connection) => connection.status === 'Linked')) active += 1;
      }
      const limit = PER_COMPANY * (1 + active);
      return {
        'x-rate-limit-limit': String(limit),
        'x-rate-limit-remaining': String(Math.max(0, limit - used)),
        // The quota starts afresh at midnight UTC.
        'x-rate-limit-reset': new Date((today + 1) * DAY_MS).toISOString(),
      };
    },
  };
}
