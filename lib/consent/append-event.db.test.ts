import { afterEach, expect, test } from 'vitest';
import { lockCompany } from '@/db/queries/companies';
import { listEvents } from '@/db/queries/consents';
import { useTestDatabase } from '@/e2e/database';
import { businessWith } from '@/e2e/outbound';
import { setHearer } from '../metrics/hear';
import { appendEvent } from './append-event';
import { termsInForce } from './terms-in-force';

const database = useTestDatabase();
afterEach(() => setHearer(undefined));

test('an event is counted when it is committed, and not at all when it is taken back', async () => {
  const ctx = await businessWith(database.db, 1);
  const terms = await termsInForce(database.db, ctx.companyId, 'lending');
  if (terms === null) throw new Error('nothing is agreed');
  const heard: object[] = [];
  setHearer((line) => heard.push(line));
  const append = (then: () => void) =>
    database.db.transaction(async (tx) => {
      await lockCompany(tx, ctx.companyId);
      await appendEvent(tx, ctx, { type: 'paused', terms });
      then();
    });
  const failure = new Error('the database went away');
  const failing = append(() => {
    throw failure;
  });
  await expect(failing).rejects.toBe(failure);
  expect(heard).toEqual([]);
  await append(() => expect(heard).toEqual([]));
  expect(heard).toEqual([{ event: 'consent', type: 'paused' }]);
  expect(await listEvents(database.db, ctx.companyId)).toHaveLength(2);
});
