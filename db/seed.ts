// Idempotent seed: publishes each product of db/catalogue that the database lacks.
import { readdir, readFile } from 'node:fs/promises';
import type { ProductDefinition } from '../lib/domain/product/product';
import { connectDatabase } from './client';
import { publishVersion } from './queries/products';

const CATALOGUE = new URL('./catalogue/', import.meta.url);

interface CatalogueFile {
  version: number;
  position: number;
  definition: ProductDefinition;
}

/** Reads the catalogue files in the order customers see them. */
export async function readCatalogue(): Promise<CatalogueFile[]> {
  const names = (await readdir(CATALOGUE)).filter((name) => name.endsWith('.json'));
  const files = await Promise.all(
    names.map(async (name) => JSON.parse(await readFile(new URL(name, CATALOGUE), 'utf8')) as CatalogueFile),
  );
  return files.sort((a, b) => a.position - b.position);
}

/** Safe to run at every start. */
export async function seedCatalogue(databaseUrl: string): Promise<void> {
  const { db, close } = connectDatabase(databaseUrl);
  try {
    const publishedAt = new Date();
    for (const file of await readCatalogue()) await publishVersion(db, { ...file, publishedAt });
  } finally {
    await close();
  }
}
