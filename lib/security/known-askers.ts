// Bounded memory of recent sessions: chooses a request's queue before authentication. No permission may rest on it.

/** Sessions. The next request of a forgotten one joins its network's queue. */
const MOST = 10_000;

/** Kept on the process: Next loads this module once for pages and once for what runs beside them. */
const holder = globalThis as typeof globalThis & { accordAskers?: Map<string, string> };

function known(): Map<string, string> {
  holder.accordAskers ??= new Map();
  return holder.accordAskers;
}

/** @param asker the business that the session acts for, or else the person */
export function rememberAsker(tokenHash: string, asker: string): void {
  const askers = known();
  askers.delete(tokenHash);
  askers.set(tokenHash, asker);
  const [oldest] = askers.keys();
  if (askers.size > MOST && oldest !== undefined) askers.delete(oldest);
}

export function knownAsker(tokenHash: string): string | null {
  return known().get(tokenHash) ?? null;
}
