// Owns how often links may be asked for from one network: one source must not write to many people.

const WINDOW_MS = 15 * 60 * 1000;
const MOST = 30;
/** Networks remembered at once; beyond it the oldest are forgotten, which is better than running out of memory. */
const MOST_NETWORKS = 10_000;

export interface NetworkLimit {
  /** Counts a request. @returns false when there were too many from there lately */
  allow(network: string | null, now: Date): boolean;
}

/** Counted in this process: with several, each allows as many. What one address gets is counted in the database. */
export function createNetworkLimit(most = MOST): NetworkLimit {
  const asked = new Map<string, number[]>();
  return {
    allow(network, now) {
      // Nothing in front of us says where it comes from: then each address's own limit has to do.
      if (network === null) return true;
      const at = now.getTime();
      const recent = (asked.get(network) ?? []).filter((time) => time > at - WINDOW_MS);
      const isAllowed = recent.length < most;
      // Last in the map, so that the ones that were quiet longest come first.
      asked.delete(network);
      asked.set(network, isAllowed ? [...recent, at] : recent);
      for (const oldest of asked.keys()) {
        if (asked.size <= MOST_NETWORKS) break;
        asked.delete(oldest);
      }
      return isAllowed;
    },
  };
}
