// Owns the SQL for products and their published versions.
import { and, asc, eq, sql } from 'drizzle-orm';
import type { Product, ProductDefinition } from '../../lib/domain/product';
import type { Db } from '../client';
import { products, productVersions } from '../schema';

const current = and(
  eq(productVersions.productId, products.id),
  eq(productVersions.version, products.currentVersion),
);

export async function findProduct(db: Db, productId: string): Promise<Product | null> {
  const [row] = await db
    .select({ version: productVersions.version, definition: productVersions.definition })
    .from(products)
    .innerJoin(productVersions, current)
    .where(eq(products.id, productId));
  return row === undefined ? null : { ...row.definition, version: row.version };
}

export async function listProducts(db: Db): Promise<Product[]> {
  const rows = await db
    .select({ version: productVersions.version, definition: productVersions.definition })
    .from(products)
    .innerJoin(productVersions, current)
    .orderBy(asc(products.position));
  return rows.map((row) => ({ ...row.definition, version: row.version }));
}

/**
 * Publishes a version that is not there yet, and never goes back to an older one.
 * @throws when the version is there with other content: what is published does not change
 */
export async function publishVersion(
  db: Db,
  entry: { version: number; position: number; definition: ProductDefinition; publishedAt: Date },
): Promise<void> {
  const { version, position, definition, publishedAt } = entry;
  const productId = definition.id;
  await db.transaction(async (tx) => {
    await tx
      .insert(products)
      .values({ id: productId, currentVersion: version, position })
      .onConflictDoUpdate({
        target: products.id,
        set: {
          currentVersion: sql`greatest(${products.currentVersion}, excluded.current_version)`,
          position,
        },
      });
    await tx
      .insert(productVersions)
      .values({ productId, version, definition, publishedAt })
      .onConflictDoNothing();
    const [kept] = await tx
      .select({ same: sql<boolean>`${productVersions.definition} = ${JSON.stringify(definition)}::jsonb` })
      .from(productVersions)
      .where(and(eq(productVersions.productId, productId), eq(productVersions.version, version)));
    if (kept?.same !== true) {
      throw new Error(
        `Version ${version} of ${productId} is published with other content; give the change a new version.`,
      );
    }
  });
}
