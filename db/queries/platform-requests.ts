// SQL of platform requests: platforms that customers use and did not find.
import { and, countDistinct, desc, eq, max } from 'drizzle-orm';
import type { SourceType } from '../../lib/domain/connection/connection';
import type { Db } from '../client';
import { platformRequests } from '../schema/upload';

export type PlatformRequestRow = typeof platformRequests.$inferSelect;

/** The same platform for the same product changes nothing: a second click is not a second request. */
export async function insertPlatformRequest(
  db: Db,
  companyId: string,
  request: {
    productId: string;
    sourceType: SourceType;
    name: string;
    nameKey: string;
    note: string | null;
    by: string;
    at: Date;
  },
): Promise<void> {
  await db
    .insert(platformRequests)
    .values({ ...request, companyId })
    .onConflictDoNothing();
}

/** Newest first. */
export async function listPlatformRequests(
  db: Db,
  companyId: string,
  productId: string,
  limit: number,
): Promise<PlatformRequestRow[]> {
  return db
    .select()
    .from(platformRequests)
    .where(and(eq(platformRequests.companyId, companyId), eq(platformRequests.productId, productId)))
    .orderBy(desc(platformRequests.at), desc(platformRequests.id))
    .limit(limit);
}

/** The most requested platforms, over all businesses. */
export async function countWantedPlatforms(db: Db, limit: number) {
  return db
    .select({
      sourceType: platformRequests.sourceType,
      name: max(platformRequests.name),
      businesses: countDistinct(platformRequests.companyId),
      lastAt: max(platformRequests.at),
    })
    .from(platformRequests)
    .groupBy(platformRequests.sourceType, platformRequests.nameKey)
    .orderBy(desc(countDistinct(platformRequests.companyId)), desc(max(platformRequests.at)))
    .limit(limit);
}
