// Capability list of platforms: tells data that a platform lacks from data that was not read yet.
import type { Db } from '@/db/client';
import type { Platform } from '../codat/transform';
import type { Tools } from '../context';
import type { Offers } from '../domain/reading/read-groups';
import { Upstream } from '../errors';
import { listKnownPlatforms, listPlatforms } from '../platform/list-platforms';

/** Never throws for Codat's sake: then nothing is known of any platform. */
export async function readOffers(tools: Pick<Tools, 'db' | 'codat' | 'now'>): Promise<Offers> {
  try {
    return offersOf((await listPlatforms(tools)).platforms);
  } catch (error) {
    if (error instanceof Upstream) return () => null;
    throw error;
  }
}

/** As Codat last said, however long ago, without asking it. */
export async function knownOffers(db: Db): Promise<Offers> {
  return offersOf(await listKnownPlatforms(db));
}

function offersOf(platforms: readonly Platform[]): Offers {
  const known = new Map(platforms.map(({ key, offers }) => [key, offers]));
  return (platformKey, dataType) => known.get(platformKey)?.includes(dataType) ?? null;
}
