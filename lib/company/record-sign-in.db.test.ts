import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { findCompany, listCompaniesOf } from '@/db/queries/companies';
import { findViewer } from '@/db/queries/sessions';
import { identities } from '@/db/schema/people';
import { useTestDatabase } from '@/e2e/database';
import { ISSUER, makeCustomer, makeSession, makeTools } from '@/e2e/factories';
import { NO_CODAT } from '@/e2e/no-codat';
import { sha256 } from '../domain/crypto/sha256';
import { recordSignIn, type SignInClaims } from './record-sign-in';

const database = useTestDatabase();
const claimsOf = (change: Partial<SignInClaims>): SignInClaims => ({
  issuer: ISSUER,
  subject: randomUUID(),
  name: 'Priya Shah',
  email: null,
  role: 'delegate',
  businessId: `crm-${randomUUID()}`,
  businessName: 'Harbour Bikes',
  ...change,
});
const see = (token: string) => findViewer(database.hot, sha256(token));

test('a business that the service no longer names is closed, in open sessions too', async () => {
  const claims = claimsOf({});
  const { userId, companyId } = await recordSignIn(database.db, claims);
  const token = await makeSession(database.db, userId, companyId);
  expect(await see(token)).toMatchObject({ companyName: 'Harbour Bikes', role: 'delegate' });
  expect(await recordSignIn(database.db, { ...claims, businessId: null, businessName: null })).toEqual({
    userId,
    companyId: null,
  });
  expect(await see(token)).toMatchObject({ userId, companyId: null, role: null });
});

test('role and name follow the service', async () => {
  const claims = claimsOf({});
  const { userId, companyId } = await recordSignIn(database.db, claims);
  await recordSignIn(database.db, { ...claims, role: 'owner', businessName: 'Harbour Bikes & Co' });
  expect(await see(await makeSession(database.db, userId, companyId))).toMatchObject({
    companyName: 'Harbour Bikes & Co',
    role: 'owner',
  });
});

test.each<[string | null, (id: string) => string]>([
  [null, (id) => id],
  ['☕\u202E', (id) => id],
  ['x'.repeat(500), () => `${'x'.repeat(159)}…`],
  ['Harbour\u202E', () => 'Harbour'],
])('one id is one business, also when its name is %j', async (businessName, kept) => {
  const businessId = `crm-${randomUUID()}`;
  const first = await recordSignIn(database.db, claimsOf({ businessId, businessName }));
  const second = await recordSignIn(database.db, claimsOf({ businessId, businessName }));
  expect(second.companyId).toBe(first.companyId);
  expect((await findCompany(database.db, first.companyId ?? ''))?.name).toBe(kept(businessId));
  await recordSignIn(database.db, claimsOf({ businessId, businessName: 'Harbour Bikes' }));
  expect((await findCompany(database.db, first.companyId ?? ''))?.name).toBe('Harbour Bikes');
});

test('staff act for no business, and are staff only while the service says so', async () => {
  const claims = claimsOf({});
  const customer = await recordSignIn(database.db, claims);
  const token = await makeSession(database.db, customer.userId, customer.companyId);
  const staff = { ...claims, isStaff: true };
  expect(await recordSignIn(database.db, staff)).toEqual({ userId: customer.userId, companyId: null });
  // Also in a session that was open before, as a customer.
  expect(await see(token)).toMatchObject({ isStaff: true, companyId: null });
  await recordSignIn(database.db, claims);
  expect(await see(token)).toMatchObject({ isStaff: false, companyName: 'Harbour Bikes' });
});

test('a business that staff once named for themselves is not theirs to act for', async () => {
  const owner = await makeCustomer(makeTools(database.db, NO_CODAT));
  const [identity] = await database.db
    .select()
    .from(identities)
    .where(eq(identities.userId, owner.actor.userId));
  const { issuer = '', subject = '' } = identity ?? {};
  const signedIn = await recordSignIn(
    database.db,
    claimsOf({ issuer, subject, businessId: null, businessName: null, isStaff: true }),
  );
  expect(signedIn).toEqual({ userId: owner.actor.userId, companyId: null });
});

test('each sign-in is for the business it names, whatever another sign-in of the person does', async () => {
  const claims = claimsOf({});
  const other = `crm-${randomUUID()}`;
  const [one, two] = [
    await recordSignIn(database.db, claims),
    await recordSignIn(database.db, { ...claims, businessId: other }),
  ];
  expect(one.companyId).not.toBe(two.companyId);
});

test('several businesses are all the person’s own; those that are named no more end', async () => {
  const [a, b, c] = [randomUUID(), randomUUID(), randomUUID()];
  const others = [
    { id: b, name: 'Garage', role: 'accountant' as const },
    { id: c, name: null, role: 'owner' as const },
  ];
  const claims = claimsOf({ businessId: a, others });
  const { userId, companyId } = await recordSignIn(database.db, claims);
  const list = async () =>
    (await listCompaniesOf(database.db, userId, 10)).map(({ name, role }) => [name, role]);
  expect(await list()).toHaveLength(3);
  expect(await list()).toEqual(
    expect.arrayContaining([
      ['Garage', 'accountant'],
      ['Harbour Bikes', 'delegate'],
      [c, 'owner'],
    ]),
  );
  const token = await makeSession(database.db, userId, companyId);
  const garage = (await listCompaniesOf(database.db, userId, 10)).find(({ name }) => name === 'Garage');
  const seeFor = (chosen: string) => findViewer(database.hot, sha256(token), chosen);
  expect(await seeFor(garage?.id ?? '')).toMatchObject({
    companyName: 'Garage',
    role: 'accountant',
    businesses: 3,
  });
  // A business that is not theirs is not selected, whatever the claim says.
  const stranger = await recordSignIn(database.db, claimsOf({}));
  expect(await seeFor(stranger.companyId ?? '')).toMatchObject({ companyName: 'Harbour Bikes' });
  await recordSignIn(database.db, claimsOf({ ...claims, others: [] }));
  expect(await list()).toEqual([['Harbour Bikes', 'delegate']]);
  expect(await seeFor(garage?.id ?? '')).toMatchObject({ companyName: 'Harbour Bikes', businesses: 1 });
});

test('what could not be read takes nothing away', async () => {
  const claims = claimsOf({});
  const before = await recordSignIn(database.db, claims);
  const odd = { ...claims, businessId: null, businessName: null, namesAll: false };
  expect(await recordSignIn(database.db, odd)).toEqual(before);
});
