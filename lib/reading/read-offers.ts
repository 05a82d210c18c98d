// Capability list of platforms: distinguishes data that a platform lacks from data that was not read yet.
import type { Db } from '@/db/client';
import type { Cached } from '@/db/queries/codat-cache';
import type { Platform } from '../codat/transform';
import type { Tools } from '../context';
import type { Offers } from '../domain/reading/read-groups';
import { Upstream } from '../errors';
import { listKnownPlatforms, listPlatforms } from '../platform/list-platforms';

/** Never throws because of Codat: the offers are then unknown. */
export async function readOffers(
  tools: Pick<Tools, 'db' | 'codat' | 'now'>,
  known?: Cached | null,
): Promise<Offers> {
  try {
    return offersOf((await listPlatforms(tools, known)).platforms);
  } catch (error) {
    if (error instanceof Upstream) return () => null;
    throw error;
  }
}

/** From Codat's latest answer, however old, without a call. */
export async function knownOffers(db: Db): Promise<Offers> {
  return offersOf(await listKnownPlatforms(db));
}

function offersOf(platforms: readonly Platform[]): Offers {
  const known = new Map(platforms.map(({ key, offers }) => [key, offers]));
  return (platformKey, dataType) => known.get(platformKey)?.includes(dataType) ?? null;
}
