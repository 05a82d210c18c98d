// Owns the SQL for products and their published versions.
import { and, asc, eq } from 'drizzle-orm';
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

/** Publishes a version that is not there yet; a version that is there stays as it is. */
export async function publishVersion(
  db: Db,
  entry: { version: number; position: number; definition: ProductDefinition; publishedAt: Date },
): Promise<void> {
  const { version, position, definition, publishedAt } = entry;
  await db
    .insert(products)
    .values({ id: definition.id, currentVersion: version, position })
    .onConflictDoUpdate({ target: products.id, set: { currentVersion: version, position } });
  await db
    .insert(productVersions)
    .values({ productId: definition.id, version, definition, publishedAt })
    .onConflictDoNothing();
}
