import { expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/database';
import { insertUser } from './users';

const database = useTestDatabase();

test('an error of the database says which statement failed and nothing of what was to be written', async () => {
  const person = { name: 'Maya Secret', email: 'maya@secret.example', issuer: 'i', subject: 's' };
  await insertUser(database.db, person);
  const error = await insertUser(database.db, person).catch((reason: unknown) => reason);
  const told = `${(error as Error).message} ${JSON.stringify(error)} ${(error as Error).stack}`;
  expect(told).toContain('insert into "identities"');
  expect(told).not.toMatch(/secret/i);
});
