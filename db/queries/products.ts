// SQL of products and their published versions; a published version never changes.
import { and, asc, desc, eq, lte, or, sql } from 'drizzle-orm';
import type { Product, ProductDefinition } from '../../lib/domain/product/product';
import { changesBetween, type ProductChange } from '../../lib/domain/product/product-change';
import type { Db } from '../client';
import { products, productVersions } from '../schema/consent';
import { gatherer, part, placeholder, select } from './gather';

const current = and(
  eq(productVersions.productId, products.id),
  eq(productVersions.version, products.currentVersion),
);

const columns = {
  version: productVersions.version,
  asksSince: productVersions.asksSince,
  definition: productVersions.definition,
};

type Row = { version: number; asksSince: number; definition: ProductDefinition };
const toProduct = ({ version, asksSince, definition }: Row): Product => ({
  ...definition,
  version,
  asksSince,
});

export async function findProduct(db: Db, productId: string): Promise<Product | null> {
  const [row] = await db
    .select(columns)
    .from(products)
    .innerJoin(productVersions, current)
    .where(eq(products.id, productId));
  return row === undefined ? null : toProduct(row);
}

/** The published products as of now. */
export const productsPart = part(
  select.select(columns).from(products).innerJoin(productVersions, current).orderBy(asc(products.position)),
  (rows) => rows.map(toProduct),
);

/** One published version, with `productId` and `version`. */
export const productVersionPart = part(
  select
    .select(columns)
    .from(productVersions)
    .where(
      and(
        eq(productVersions.productId, placeholder('productId')),
        eq(productVersions.version, placeholder('version')),
      ),
    ),
  ([row]) => (row === undefined ? null : toProduct(row)),
);

const readProducts = gatherer('products', { products: productsPart });

export async function listProducts(db: Db): Promise<Product[]> {
  return (await readProducts(db, {})).products;
}

/** One published version, current or not. */
export async function findProductVersion(
  db: Db,
  productId: string,
  version: number,
): Promise<Product | null> {
  const [row] = await db
    .select(columns)
    .from(productVersions)
    .where(and(eq(productVersions.productId, productId), eq(productVersions.version, version)));
  return row === undefined ? null : toProduct(row);
}

/** Published versions by product and number; missing ones are left out. */
export async function listProductVersions(
  db: Db,
  wanted: readonly { productId: string; version: number }[],
): Promise<Product[]> {
  if (wanted.length === 0) return [];
  const rows = await db
    .select(columns)
    .from(productVersions)
    .where(
      or(
        ...wanted.map(({ productId, version }) =>
          and(eq(productVersions.productId, productId), eq(productVersions.version, version)),
        ),
      ),
    );
  return rows.map(toProduct);
}

/** The version that was current at a moment; before the first publication, the first. Null for an unknown product. */
export async function findProductAt(db: Db, productId: string, at: Date): Promise<Product | null> {
  const ofProduct = eq(productVersions.productId, productId);
  const [then] = await db
    .select(columns)
    .from(productVersions)
    .where(and(ofProduct, lte(productVersions.publishedAt, at)))
    .orderBy(desc(productVersions.version))
    .limit(1);
  if (then !== undefined) return toProduct(then);
  const [first] = await db
    .select(columns)
    .from(productVersions)
    .where(ofProduct)
    .orderBy(asc(productVersions.version))
    .limit(1);
  return first === undefined ? null : toProduct(first);
}

export class PublicationRefused extends Error {}

export interface Publication {
  version: number;
  position: number;
  definition: ProductDefinition;
  publishedAt: Date;
}

/**
 * Publishes a version that does not exist yet; an existing one with the same content is left as it is.
 * @returns the changes since the version before; null when there was none, or nothing was published
 * @throws PublicationRefused when the version exists with other content, or is older than the current one
 */
export async function publishVersion(db: Db, publication: Publication): Promise<ProductChange | null> {
  const { version, position, definition, publishedAt } = publication;
  const productId = definition.id;
  return db.transaction(async (tx) => {
    // Publishers of one product take turns, also for a product that does not exist yet.
    await tx
      .insert(products)
      .values({ id: productId, currentVersion: version, position })
      .onConflictDoUpdate({ target: products.id, set: { position } });
    const [known] = await tx
      .select({ same: sql<boolean>`${productVersions.definition} = ${JSON.stringify(definition)}::jsonb` })
      .from(productVersions)
      .where(and(eq(productVersions.productId, productId), eq(productVersions.version, version)));
    if (known?.same === true) return null;
    if (known) {
      throw new PublicationRefused(
        `Version ${version} of ${productId} is published with other content; give the change a new version.`,
      );
    }
    const before = await findProduct(tx, productId);
    if (before !== null && before.version > version) {
      throw new PublicationRefused(
        `Version ${before.version} of ${productId} is already published; give the change a higher version.`,
      );
    }
    const change = before === null ? null : changesBetween(before, definition);
    const asksSince = before !== null && change !== null && !change.isMaterial ? before.asksSince : version;
    await tx.insert(productVersions).values({ productId, version, definition, asksSince, publishedAt });
    await tx.update(products).set({ currentVersion: version }).where(eq(products.id, productId));
    return change;
  });
}
