// Enrichment: adds the platform's key to connections where Codat leaves it out.
import type { Db } from '@/db/client';
import type { CodatConnection } from '../codat/transform';
import { listedAs } from '../domain/connection/platform-name';
import { listKnownPlatforms } from '../platform/list-platforms';

/** The key stays null unless exactly one entry of the latest list matches. */
export async function withPlatformKeys(
  db: Db,
  seen: readonly CodatConnection[],
): Promise<readonly CodatConnection[]> {
  if (seen.every(({ platformKey }) => platformKey !== null)) return seen;
  const listed = await listKnownPlatforms(db);
  return seen.map((wire) =>
    wire.platformKey === null ? { ...wire, platformKey: listedAs(wire, listed)?.key ?? null } : wire,
  );
}
