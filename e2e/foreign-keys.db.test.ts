// Test of the start-up check of PERSON_KEY: a key that does not decrypt the database's keys is refused.
import { randomBytes, randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { makePersonKeys } from '@/db/queries/person-keys';
import { personKeys } from '@/db/schema/people';
import { seal } from '@/lib/domain/crypto/seal';
import { refuseForeignKeys } from '@/scripts/stack-database';
import { useTestDatabase } from './database';

const database = useTestDatabase();

test('a start with another key than the one that encrypted the keys of persons is refused with a message', async () => {
  await refuseForeignKeys(database.url);
  await makePersonKeys(database.db, [randomUUID()]);
  await refuseForeignKeys(database.url);
  await database.owner.delete(personKeys);
  const personId = randomUUID();
  const wrapped = seal(randomBytes(32).toString('base64'), personId, { keys: [randomBytes(32)] });
  await database.db.insert(personKeys).values({ personId, wrapped });
  await expect(refuseForeignKeys(database.url)).rejects.toThrow(
    /^PERSON_KEY does not decrypt .* PERSON_KEY_PREVIOUS\.$/,
  );
});
