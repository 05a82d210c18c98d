// Cache-aside: Codat's list of platforms is fetched every 15 minutes, and served stale while Codat is down.
import type { Db } from '@/db/client';
import { type Cached, findCached, PLATFORMS, storeCached } from '@/db/queries/codat-cache';
import { listCodatPlatforms } from '../codat/integrations';
import type { Platform } from '../codat/transform';
import type { Tools } from '../context';
import { Upstream } from '../errors';

const FRESH_MS = 15 * 60 * 1000;

export interface PlatformList {
  platforms: Platform[];
  fetchedAt: Date;
  /** True when Codat could not be asked and this is an earlier answer. */
  stale: boolean;
}

/** Codat's latest list, without a call; empty before the first. */
export async function listKnownPlatforms(db: Db): Promise<Platform[]> {
  return ((await findCached(db, PLATFORMS))?.body ?? []) as Platform[];
}

/** One call at a time per process; other callers share its answer. */
let running: Promise<Platform[]> | null = null;

/** @throws Upstream when Codat cannot be asked and there is no earlier answer */
export async function listPlatforms(
  tools: Pick<Tools, 'db' | 'codat' | 'now'>,
  known?: Cached | null,
): Promise<PlatformList> {
  const cached = known === undefined ? await findCached(tools.db, PLATFORMS) : known;
  if (cached !== null && tools.now.getTime() - cached.fetchedAt.getTime() < FRESH_MS) {
    return { platforms: cached.body as Platform[], fetchedAt: cached.fetchedAt, stale: false };
  }
  try {
    running ??= listCodatPlatforms(tools.codat).finally(() => {
      running = null;
    });
    const platforms = await running;
    await storeCached(tools.db, PLATFORMS, platforms, tools.now);
    return { platforms, fetchedAt: tools.now, stale: false };
  } catch (error) {
    if (!(error instanceof Upstream) || cached === null) throw error;
    return { platforms: cached.body as Platform[], fetchedAt: cached.fetchedAt, stale: true };
  }
}
