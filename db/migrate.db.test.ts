import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/database';
import { migrateDatabase } from './migrate';

const database = useTestDatabase();

test('a database whose migration was regenerated since is refused in words, before anything is changed', async () => {
  await migrateDatabase(database.url);
  await database.owner.execute(
    sql`update drizzle.__drizzle_migrations set hash = 'an earlier form', created_at = created_at - 1`,
  );
  await expect(migrateDatabase(database.url)).rejects.toThrow('Use an empty database');
});

test('a database of a later version is left as it is', async () => {
  await database.owner.execute(
    sql`update drizzle.__drizzle_migrations set hash = 'a later form', created_at = created_at + 1000`,
  );
  await migrateDatabase(database.url);
});
