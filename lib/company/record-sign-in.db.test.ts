import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { findCompany } from '@/db/queries/companies';
import { findViewer } from '@/db/queries/sessions';
import { useTestDatabase } from '@/e2e/database';
import { ISSUER, makeSession } from '@/e2e/factories';
import { sha256 } from '../domain/ledger';
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
const see = (token: string) => findViewer(database.hot, sha256(token), new Date());

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

test.each([null, 'x'.repeat(500), 'Harbour\u202E'])(
  'one id is one business, also when its name is %j',
  async (businessName) => {
    const businessId = `crm-${randomUUID()}`;
    const first = await recordSignIn(database.db, claimsOf({ businessId, businessName }));
    const second = await recordSignIn(database.db, claimsOf({ businessId, businessName }));
    expect(second.companyId).toBe(first.companyId);
    expect((await findCompany(database.db, first.companyId ?? ''))?.name).toBe(businessId);
    await recordSignIn(database.db, claimsOf({ businessId, businessName: 'Harbour Bikes' }));
    expect((await findCompany(database.db, first.companyId ?? ''))?.name).toBe('Harbour Bikes');
  },
);

test('each sign-in is for the business it names, whatever another sign-in of the person does', async () => {
  const claims = claimsOf({});
  const other = `crm-${randomUUID()}`;
  const [one, two] = [
    await recordSignIn(database.db, claims),
    await recordSignIn(database.db, { ...claims, businessId: other }),
  ];
  expect(one.companyId).not.toBe(two.companyId);
});
