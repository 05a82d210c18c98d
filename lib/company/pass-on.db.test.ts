import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { upsertMembership } from '@/db/queries/companies';
import { mails } from '@/db/schema/work';
import { useTestDatabase } from '@/e2e/database';
import { makeCodat, makeCustomer, makePerson, makeTools } from '@/e2e/factories';
import type { Role } from '../domain/identity/authority';
import { NotFound } from '../errors';
import { listAuthorised, listPassedOn, passOn } from './pass-on';

const database = useTestDatabase();
const codat = makeCodat({ url: 'http://127.0.0.1:1', config: { apiKey: 'none' } });

async function business() {
  const owner = await makeCustomer(makeTools(database.db, codat));
  const join = async (name: string, role: Role) => {
    const { userId } = await makePerson(owner, name);
    await upsertMembership(database.db, owner.companyId, userId, role);
    return { ...owner, actor: { ...owner.actor, userId, name, role } };
  };
  return {
    owner,
    director: await join('Priya Shah', 'director'),
    delegate: await join('Dana Fox', 'delegate'),
    accountant: await join('Lena Brandt', 'accountant'),
    viewer: await join('Vic Low', 'viewer'),
  };
}

const PAGE = '/products/lending/consent';
const lettersOf = (companyId: string) =>
  database.db
    .select()
    .from(mails)
    .where(and(eq(mails.companyId, companyId), eq(mails.kind, 'passed-on')));

test('it is passed on to those who may, each once a day, and to nobody else', async () => {
  const { owner, director, accountant } = await business();
  const names = async (right: 'agree' | 'change') =>
    (await listAuthorised(accountant, right)).map(({ name }) => name);
  expect(await names('agree')).toEqual(['Maya Okafor', 'Priya Shah']);
  expect(await names('change')).toEqual(['Dana Fox', 'Maya Okafor', 'Priya Shah']);
  expect(await listPassedOn(accountant, PAGE)).toEqual([]);
  await Promise.all([1, 2, 3].map(() => passOn(accountant, { right: 'agree', path: PAGE })));
  const letters = await lettersOf(owner.companyId);
  expect(letters.map(({ userId }) => userId).sort()).toEqual(
    [owner.actor.userId, director.actor.userId].sort(),
  );
  expect(letters[0]?.facts).toEqual({ by: 'Lena Brandt', path: PAGE });
  expect(await listPassedOn(accountant, PAGE)).toEqual(['Maya Okafor', 'Priya Shah']);
  expect(await listPassedOn(director, PAGE)).toEqual([]);
  const tomorrow = { ...accountant, now: new Date(accountant.now.getTime() + 86_400_000) };
  await passOn(tomorrow, { right: 'agree', path: PAGE });
  expect(await lettersOf(owner.companyId)).toHaveLength(4);
});

test('nothing is written where nobody may, and no letter leads to a page that is none of those', async () => {
  const { accountant, owner } = await business();
  await expect(passOn(accountant, { right: 'agree', path: '/sign-in/link' })).rejects.toThrow(NotFound);
  const alone = await makeCustomer(makeTools(database.db, codat));
  await passOn(alone, { right: 'agree', path: PAGE });
  expect(await lettersOf(alone.companyId)).toEqual([]);
  expect(await lettersOf(owner.companyId)).toEqual([]);
});
