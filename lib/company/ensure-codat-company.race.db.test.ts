import { randomUUID } from 'node:crypto';
import { startSandbox } from 'codat-sandbox/server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/database';
import { FAULTS, ISSUER, makeCodat, makeCustomer, makePerson, makeTools } from '@/e2e/factories';
import { Upstream } from '../errors';
import { createBusiness } from './create-business';
import { ensureCodatCompany } from './ensure-codat-company';
import { recordSignIn } from './record-sign-in';

const database = useTestDatabase();
let sandbox: Awaited<ReturnType<typeof startSandbox>>;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
});
afterAll(() => sandbox.close());

const tools = () => makeTools(database.db, makeCodat(sandbox));
const twenty = <T>(work: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: 20 }, (_, index) => work(index)));

async function companiesAtCodat(name: string): Promise<number> {
  const page = await makeCodat(sandbox).call({ method: 'GET', path: '/companies' }, (sdk, options) =>
    sdk.companies.list({ query: `name=${name}`, pageSize: 50 }, options),
  );
  return page.results().length;
}

async function fault(body: Record<string, unknown>) {
  await fetch(`${sandbox.url}/_sandbox/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ method: 'POST', path: '/companies', ...body }),
  });
}

test('20 parallel first sign-ins of one business make one company here and one at Codat', async () => {
  const businessId = `crm-${randomUUID()}`;
  const base = tools();
  const companyIds = await twenty(async (index) => {
    const claims = {
      issuer: ISSUER,
      subject: randomUUID(),
      email: null,
      businessId,
      businessName: 'Harbour Bikes',
    };
    const { userId } = await recordSignIn(base.db, { ...claims, name: `Person ${index}`, role: 'owner' });
    const { companyId } = await createBusiness({ ...base, userId }, { name: 'never used' });
    await ensureCodatCompany({ ...base, companyId });
    return companyId;
  });
  expect(new Set(companyIds).size).toBe(1);
  expect(await companiesAtCodat(String(companyIds[0]))).toBe(1);
});

test('20 parallel first sign-ins of one person make one person', async () => {
  const { db } = tools();
  const subject = randomUUID();
  const claims = {
    issuer: ISSUER,
    subject,
    name: 'Maya',
    email: null,
    role: 'owner' as const,
    businessId: null,
    businessName: null,
  };
  expect(new Set((await twenty(() => recordSignIn(db, claims))).map((one) => one.userId)).size).toBe(1);
});

test('20 tabs that name the business at once make one business', async () => {
  const person = await makePerson(tools());
  const ids = await twenty((index) => createBusiness(person, { name: `Name ${index}` }));
  expect(new Set(ids.map((one) => one.companyId)).size).toBe(1);
});

test.each(FAULTS)('when %s, the next try ends with one company', async (_why, effect) => {
  const ctx = await makeCustomer(makeTools(database.db, makeCodat(sandbox, 700)));
  await fault({ companyName: ctx.companyId, effect });
  await expect(ensureCodatCompany(ctx)).rejects.toBeInstanceOf(Upstream);
  const id = await ensureCodatCompany(ctx);
  expect(await ensureCodatCompany(ctx)).toBe(id);
  expect(await companiesAtCodat(ctx.companyId)).toBe(1);
});

test('20 parallel tries with three answers lost still make one company', async () => {
  const ctx = await makeCustomer(makeTools(database.db, makeCodat(sandbox, 700)));
  await fault({ companyName: ctx.companyId, times: 3, effect: { kind: 'close-after' } });
  await Promise.allSettled(Array.from({ length: 20 }, () => ensureCodatCompany(ctx)));
  await ensureCodatCompany(ctx);
  expect(await companiesAtCodat(ctx.companyId)).toBe(1);
});
