import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { findMail } from '@/db/queries/mails';
import { useTestDatabase } from '@/e2e/database';
import { ISSUER, makePerson, makeTools } from '@/e2e/factories';
import { NO_CODAT } from '@/e2e/no-codat';
import { listCompanyJobs } from '@/e2e/whole-lists';
import { createBusiness } from './create-business';
import { recordSignIn, type SignInClaims } from './record-sign-in';

const database = useTestDatabase();
const greeting = { language: 'fr', requestId: 'r' } as const;

async function lettersOf(companyId: string) {
  const jobs = await listCompanyJobs(database.db, `mail:${companyId}`);
  const ids = jobs.flatMap(({ job }) => (job.kind === 'send-mail' ? [job.mailId] : []));
  return Promise.all(ids.map((id) => findMail(database.db, companyId, id)));
}

const claimsOf = (change: Partial<SignInClaims> = {}): SignInClaims => ({
  issuer: ISSUER,
  subject: randomUUID(),
  name: 'Priya Shah',
  email: `${randomUUID()}@harbour.example`,
  role: 'director',
  businessId: `crm-${randomUUID()}`,
  businessName: 'Harbour Bikes',
  ...change,
});

test('whoever names a business is welcomed once, also when the form comes many times at once', async () => {
  const person = await makePerson(makeTools(database.db, NO_CODAT, 'fr'));
  const made = await Promise.all(
    Array.from({ length: 8 }, () => createBusiness(person, { name: 'Kestrel Coffee', greets: true })),
  );
  const [companyId = ''] = new Set(made.map((one) => one.companyId));
  expect(await lettersOf(companyId)).toMatchObject([
    {
      kind: 'greeting',
      language: 'fr',
      business: 'Kestrel Coffee',
      facts: { accounting: 'business-insights', bank: 'cash-flow', shop: 'revenue-advance' },
    },
  ]);
});

test('a business that the sign-in service names is welcomed once, whoever of its people come first together', async () => {
  const { businessId } = claimsOf();
  const signIns = await Promise.all(
    Array.from({ length: 8 }, () => recordSignIn(database.db, claimsOf({ businessId }), greeting)),
  );
  const [companyId = ''] = new Set(signIns.map((one) => one.companyId ?? ''));
  await recordSignIn(database.db, claimsOf({ businessId }), greeting);
  expect(await lettersOf(companyId)).toMatchObject([{ kind: 'greeting', language: 'fr' }]);
});

test('nobody is written to without an address, nor by a sign-in that was undone', async () => {
  const silent = await recordSignIn(database.db, claimsOf({ email: null }), greeting);
  expect(await lettersOf(silent.companyId ?? '')).toEqual([]);
  const undone: string[] = [];
  await expect(
    database.db.transaction(async (tx) => {
      const { companyId } = await recordSignIn(tx, claimsOf(), greeting);
      undone.push(companyId ?? '');
      throw new Error('undone');
    }),
  ).rejects.toThrow('undone');
  expect(await lettersOf(undone[0] ?? '')).toEqual([]);
});
