// Owns what each platform is known to give, for telling «not offered» from «not read yet».
import { listPlatforms } from '../connection/list-platforms';
import type { Tools } from '../context';
import type { Offers } from '../domain/read-groups';
import { Upstream } from '../errors';

/** Never throws for Codat's sake: then nothing is known of any platform. */
export async function readOffers(tools: Pick<Tools, 'db' | 'codat' | 'now'>): Promise<Offers> {
  try {
    const { platforms } = await listPlatforms(tools);
    const known = new Map(platforms.map(({ key, offers }) => [key, offers]));
    return (platformKey, dataType) => known.get(platformKey)?.includes(dataType) ?? null;
  } catch (error) {
    if (error instanceof Upstream) return () => null;
    throw error;
  }
}
