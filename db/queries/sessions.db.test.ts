import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/database';
import { makeCustomer, makePerson, makeSession, makeTools } from '@/e2e/factories';
import { NO_CODAT } from '@/e2e/no-codat';
import { sha256 } from '@/lib/domain/ledger';
import { deleteSession, extendSession, findViewer } from './sessions';

const database = useTestDatabase();
const tools = () => makeTools(database.db, NO_CODAT);
const see = (token: string, now = new Date()) => findViewer(database.hot, sha256(token), now);

test('a session leads to person, business and role', async () => {
  const ctx = await makeCustomer(tools(), 'Kestrel Coffee');
  const token = await makeSession(database.db, ctx.actor.userId, ctx.companyId);
  expect(await see(token)).toMatchObject({
    userId: ctx.actor.userId,
    companyId: ctx.companyId,
    companyName: 'Kestrel Coffee',
    role: 'owner',
  });
});

test('somebody without a business is a person only', async () => {
  const person = await makePerson(tools());
  expect(await see(await makeSession(database.db, person.userId, null))).toMatchObject({
    userId: person.userId,
    companyId: null,
    role: null,
  });
});

test('a session for a business that is not one’s own shows nothing of it', async () => {
  const [mine, theirs] = [await makeCustomer(tools()), await makeCustomer(tools())];
  const token = await makeSession(database.db, mine.actor.userId, theirs.companyId);
  expect(await see(token)).toMatchObject({ companyId: null, companyName: null, role: null });
});

test('it ends at its hour, to the millisecond, and when it is deleted', async () => {
  const ctx = await makeCustomer(tools());
  const token = await makeSession(database.db, ctx.actor.userId, ctx.companyId);
  const end = (await see(token))?.expiresAt ?? new Date(0);
  expect(await see(token, new Date(end.getTime() - 1))).not.toBeNull();
  expect(await see(token, end)).toBeNull();
  await extendSession(database.db, sha256(token), new Date(end.getTime() + 1));
  expect(await see(token, end)).not.toBeNull();
  await deleteSession(database.db, sha256(token));
  expect(await see(token)).toBeNull();
});

test('an unknown token is nobody', async () => {
  expect(await see(randomUUID())).toBeNull();
});
