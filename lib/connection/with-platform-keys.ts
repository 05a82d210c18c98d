// Enrichment: adds the platform's key to connections where Codat leaves it out.
import type { Db } from '@/db/client';
import type { CodatConnection } from '../codat/transform';
import { listedAs } from '../domain/connection/platform-name';
import { listKnownPlatforms } from '../platform/list-platforms';

/** Null stays where no entry, or more than one, of the list that was read last can be meant. */
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
