// SQL of the cache for answers of Codat that may be shown stale.
import { eq, inArray, sql } from 'drizzle-orm';
import type { Db } from '../client';
import { codatCache, connections } from '../schema/connection';
import { gatherer, part, placeholder, select } from './gather';

/** Key of the list of platforms. */
export const PLATFORMS = 'platforms';

export async function findCached(db: Db, key: string): Promise<{ body: unknown; fetchedAt: Date } | null> {
  const [row] = await db
    .select({ body: codatCache.body, fetchedAt: codatCache.fetchedAt })
    .from(codatCache)
    .where(eq(codatCache.key, key));
  return row ?? null;
}

export type Cached = NonNullable<Awaited<ReturnType<typeof findCached>>>;

/** The list of platforms as it was stored; null before the first time. */
export const platformsPart = part(
  select
    .select({ body: codatCache.body, fetchedAt: codatCache.fetchedAt })
    .from(codatCache)
    .where(eq(codatCache.key, PLATFORMS)),
  ([row]) => row ?? null,
);

const platform = sql`jsonb_array_elements(${codatCache.body})`;
const platforms = select
  .select({
    key: sql<string>`${platform} ->> 'key'`.as('key'),
    logoUrl: sql<string | null>`${platform} ->> 'logoUrl'`.as('logo_url'),
  })
  .from(codatCache)
  .where(eq(codatCache.key, PLATFORMS))
  .as('platforms');

/** Logos of the platforms that a business is connected to, by platform key, from Codat's latest answer. */
export const logosPart = part(
  select
    .select({ key: platforms.key, logoUrl: platforms.logoUrl })
    .from(platforms)
    .where(
      inArray(
        platforms.key,
        select
          .select({ key: connections.platformKey })
          .from(connections)
          .where(eq(connections.companyId, placeholder('companyId'))),
      ),
    ),
  (rows): ReadonlyMap<string, string | null> => new Map(rows.map(({ key, logoUrl }) => [key, logoUrl])),
);
const readLogos = gatherer('logos', { logos: logosPart });

export async function listLogos(db: Db, companyId: string): Promise<ReadonlyMap<string, string | null>> {
  return (await readLogos(db, { companyId })).logos;
}

export async function storeCached(db: Db, key: string, body: unknown, fetchedAt: Date): Promise<void> {
  await db
    .insert(codatCache)
    .values({ key, body, fetchedAt })
    .onConflictDoUpdate({ target: codatCache.key, set: { body, fetchedAt } });
}
