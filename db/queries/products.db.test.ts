import { expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/database';
import type { ProductDefinition } from '../../lib/domain/product/product';
import { readCatalogue } from '../seed';
import {
  findProduct,
  findProductVersion,
  listProducts,
  PublicationRefused,
  publishVersion,
} from './products';

const database = useTestDatabase();
const publishedAt = new Date('2026-11-21T10:00:00Z');

async function base(id: string): Promise<ProductDefinition> {
  const file = (await readCatalogue()).find(({ definition }) => definition.id === 'lending');
  if (file === undefined) throw new Error('no lending');
  return { ...file.definition, id };
}

const publish = (definition: ProductDefinition, version: number) =>
  publishVersion(database.db, { version, position: 90, definition, publishedAt });

test('new words keep old agreements, more data asks since that version, and later words keep that', async () => {
  const first = await base('one');
  expect(await publish(first, 1)).toBeNull();
  expect((await publish({ ...first, promise: { en: 'New.', fr: 'Nouveau.' } }, 2))?.isMaterial).toBe(false);
  expect(await findProduct(database.db, 'one')).toMatchObject({ version: 2, asksSince: 1 });
  const wider = { ...first, retentionDays: first.retentionDays + 1 };
  expect((await publish(wider, 4))?.isMaterial).toBe(true);
  expect(await findProduct(database.db, 'one')).toMatchObject({ version: 4, asksSince: 4 });
  await publish({ ...wider, promise: { en: 'Newer.', fr: 'Plus nouveau.' } }, 5);
  expect(await findProduct(database.db, 'one')).toMatchObject({ version: 5, asksSince: 4 });
  expect((await findProductVersion(database.db, 'one', 1))?.retentionDays).toBe(first.retentionDays);
});

test('what is published does not change, and nothing older comes after it', async () => {
  const first = await base('two');
  await publish(first, 2);
  expect(await publish(first, 2)).toBeNull();
  await expect(publish({ ...first, historyMonths: 1 }, 2)).rejects.toBeInstanceOf(PublicationRefused);
  await expect(publish(first, 1)).rejects.toBeInstanceOf(PublicationRefused);
  expect(await findProduct(database.db, 'two')).toMatchObject({ version: 2 });
});

test('publishers who come at once take turns: one wins, the others agree or are refused', async () => {
  const first = await base('three');
  const tries = Array.from({ length: 8 }, (_, index) => publish({ ...first, retentionDays: index % 2 }, 1));
  const results = await Promise.allSettled(tries);
  expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(4);
  expect((await listProducts(database.db)).filter(({ id }) => id === 'three')).toHaveLength(1);
});
