import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { listEvents } from '@/db/queries/consents';
import { findPersonKeys } from '@/db/queries/person-keys';
import { personKeys } from '@/db/schema/people';
import { useTestDatabase } from '@/e2e/database';
import { grantInput, makeCustomer, makeTools } from '@/e2e/factories';
import { NO_CODAT } from '@/e2e/no-codat';
import { commandEnv, saidBy, saidByProcess } from '@/e2e/said';
import { main } from '@/scripts/commands/person-keys';
import { grantConsent } from '../consent/grant-consent';
import { open, seal } from '../domain/crypto/seal';
import { NotFound } from '../errors';
import { verifyLedger } from '../ledger/verify-ledger';
import { publishedKeys } from '../receipt/check-receipt-text';
import { getPersonSeal } from '../runtime/env';
import { destroyKey } from './destroy-key';
import { rewrapKeys } from './rewrap-keys';

const database = useTestDatabase();

async function customer() {
  const ctx = await makeCustomer(makeTools(database.db, NO_CODAT));
  await grantConsent(ctx, await grantInput(ctx.db, 'lending'));
  return ctx;
}

const rows = () => database.owner.select().from(personKeys);
const nameIn = async (companyId: string) => {
  const entity = (await listEvents(database.db, companyId))[0]?.body.entity;
  return entity?.kind === 'customer' ? entity.name : null;
};

test('keys are wrapped anew once, from where it stopped, and what nothing opens is named', async () => {
  const people = [await customer(), await customer(), await customer()];
  const [present] = getPersonSeal().keys;
  if (present === undefined) throw new Error('there is no key');
  const next = randomBytes(32);
  const keysBefore = new Map(
    (await rows()).map(({ personId, wrapped }) => [personId, open(wrapped, personId, { keys: [present] })]),
  );
  // One was done before it stopped.
  const first = people[0]?.actor.userId ?? '';
  const done = seal(keysBefore.get(first) ?? '', first, { keys: [next] });
  await database.owner.update(personKeys).set({ wrapped: done }).where(eq(personKeys.personId, first));
  const count = keysBefore.size;
  expect(await rewrapKeys(database.owner, { keys: [next, present] })).toEqual({
    rewrapped: count - 1,
    opens: count,
    closed: [],
  });
  expect(await rewrapKeys(database.owner, { keys: [next] })).toEqual({
    rewrapped: 0,
    opens: count,
    closed: [],
  });
  for (const { personId, wrapped } of await rows())
    expect(open(wrapped, personId, { keys: [next] })).toBe(keysBefore.get(personId));

  const lost = seal('x', first, { keys: [randomBytes(32)] });
  await database.owner.update(personKeys).set({ wrapped: lost }).where(eq(personKeys.personId, first));
  expect(await rewrapKeys(database.owner, { keys: [present, next] })).toEqual({
    rewrapped: count - 1,
    opens: count - 1,
    closed: [first],
  });
  await database.owner.update(personKeys).set({ wrapped: done }).where(eq(personKeys.personId, first));
  await rewrapKeys(database.owner, { keys: [present, next] });
  // The app's role may not.
  await expect(rewrapKeys(database.db, { keys: [next, present] })).rejects.toThrow();
});

test('a key is destroyed by the command with its flag alone, and all proofs stay', async () => {
  const [gone, stays] = [await customer(), await customer()];
  const id = gone.actor.userId;
  // It does not get as far as asking for a database.
  expect(await saidBy(() => main(['destroy', id]))).toMatchObject({
    code: 2,
    err: expect.stringContaining('add --for-good'),
  });
  expect(await nameIn(gone.companyId)).toBe('Maya Okafor');
  const args = ['destroy', id, '--for-good'];
  expect(await saidByProcess('person-keys', args, commandEnv(database, {}))).toMatchObject({
    code: 0,
    out: expect.stringContaining(
      '1 events of 1 businesses no longer name the person, and 1 receipts cannot be decrypted.',
    ),
  });
  expect([await nameIn(gone.companyId), await nameIn(stays.companyId)]).toEqual(['', 'Maya Okafor']);
  expect((await findPersonKeys(database.db, [id]))(id)).toBeNull();
  expect((await verifyLedger(database.url, publishedKeys(), { processes: 1 })).faults).toEqual([]);
  await expect(destroyKey(database.owner, id)).rejects.toBeInstanceOf(NotFound);
});
