import { randomUUID } from 'node:crypto';
import { startForTest, type TestSandbox } from 'codat-sandbox/testing';
import { eq, sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { findCompany, upsertMembership } from '@/db/queries/companies';
import { listEvents } from '@/db/queries/consents';
import { listJobsByState } from '@/db/queries/jobs';
import { findViewer } from '@/db/queries/sessions';
import { users } from '@/db/schema/people';
import { jobs } from '@/db/schema/work';
import { connected, ledgerTypes, only, work } from '@/e2e/connection-stage';
import { useTestDatabase } from '@/e2e/database';
import { ISSUER, makeCodat, makeCustomer, makeSession, makeTools } from '@/e2e/factories';
import { listCompanyConnectionEvents } from '@/e2e/whole-lists';
import { decideAccess } from '../access/decide-access';
import { hasCodatCompany } from '../codat/companies';
import { disconnectConnection } from '../connection/disconnect-connection';
import type { Ctx } from '../context';
import { sha256 } from '../domain/crypto/sha256';
import { verifyChain } from '../domain/ledger/ledger';
import type { Worker } from '../jobs/worker';
import { readLedger } from '../ledger/read-ledger';
import { eraseBusiness } from '../retention/erase-business';
import { erasePersonalData } from '../retention/erase-personal-data';
import { ensureCodatCompany } from './ensure-codat-company';
import { recordSignIn, type SignInClaims } from './record-sign-in';
import { renameBusiness } from './rename-business';

const database = useTestDatabase();
let sandbox: TestSandbox;
let worker: Worker | undefined;
beforeAll(async () => {
  sandbox = await startForTest({ syncSeconds: 0 });
});
afterEach(async () => {
  await worker?.stop();
  worker = undefined;
  await sandbox.call('DELETE', '/_sandbox/faults');
});
afterAll(() => sandbox.close());

const atCodat = async (codatCompanyId: string) => {
  const { name, description } = await sandbox.sdk.companies.get({ companyId: codatCompanyId });
  return { name, description };
};
const fault = (body: object) => sandbox.call('POST', '/_sandbox/faults', { body });
const rename = (ctx: Ctx, name: string) =>
  renameBusiness(database.db, { companyId: ctx.companyId, name, requestId: 'r' });

test('a new name is ours at once and Codat’s soon, also when Codat fails first; its own name there stays our id', async () => {
  const ctx = await connected(database.db, sandbox, [], []);
  const codatId = await ensureCodatCompany(ctx);
  await fault({ method: 'PATCH', path: '/companies/:companyId', effect: { kind: 'close-after' } });
  expect(await rename(ctx, 'Café « Œuf » 株式会社 (2)')).toBe(true);
  expect((await findCompany(database.db, ctx.companyId))?.name).toBe('Café « Œuf » 株式会社 (2)');
  expect(await rename(ctx, 'Café « Œuf » 株式会社 (2)')).toBe(false);
  worker = await work(database, sandbox);
  const wanted = { name: ctx.companyId, description: 'Café « Œuf » 株式会社 (2)' };
  await expect.poll(() => atCodat(codatId), { timeout: 15_000 }).toEqual(wanted);
});

test('the sign-in service’s new name for a business is told to Codat, and the same name again is not', async () => {
  const claims: SignInClaims = {
    issuer: ISSUER,
    subject: randomUUID(),
    name: 'Priya Shah',
    email: null,
    role: 'owner',
    businessId: `crm-${randomUUID()}`,
    businessName: 'Harbour Bikes',
  };
  const { companyId } = await recordSignIn(database.db, claims);
  const codatId = await ensureCodatCompany({
    db: database.db,
    codat: makeCodat(sandbox),
    companyId: companyId ?? '',
  });
  await recordSignIn(database.db, claims);
  await recordSignIn(database.db, { ...claims, businessName: null });
  const enqueued = async () =>
    (await listJobsByState(database.db, 'waiting', 5000)).filter(
      ({ job }) => job.kind === 'rename-company' && job.companyId === companyId,
    ).length;
  expect(await enqueued()).toBe(0);
  await recordSignIn(database.db, { ...claims, businessName: 'Harbour Bikes & Co' });
  expect(await enqueued()).toBe(1);
  worker = await work(database, sandbox);
  await expect
    .poll(async () => (await atCodat(codatId)).description, { timeout: 15_000 })
    .toBe('Harbour Bikes & Co');
});

test('an erased business allows nothing from that moment, is closed to its people, and goes at Codat; the ledger stays', async () => {
  const ctx = await connected(
    database.db,
    sandbox,
    ['business-insights', 'lending'],
    [{ platformKey: 'gbol' }],
  );
  const codatId = await ensureCodatCompany(ctx);
  const token = await makeSession(database.db, ctx.actor.userId, ctx.companyId);
  const now = new Date(ctx.now.getTime() + 1000);
  const erase = () => eraseBusiness(database.db, { companyId: ctx.companyId, now, requestId: 'r' });
  expect(await erase()).toBe(2);
  expect(await erase()).toBe(0);
  const question = { companyId: ctx.companyId, productId: 'lending', dataType: 'invoices' };
  expect(await decideAccess({ db: database.db, now: new Date(now.getTime() + 1) }, question)).toMatchObject({
    outcome: 'deny',
    reason: 'withdrawn',
    mayUseDataRead: false,
  });
  expect(await findViewer(database.hot, sha256(token))).toMatchObject({ companyId: null });
  await fault({
    method: 'DELETE',
    path: '/companies/:companyId',
    effect: { kind: 'status-after', status: 500 },
  });
  worker = await work(database, sandbox);
  const isGone = async () => (await findCompany(database.db, ctx.companyId))?.codatCompanyId === null;
  await expect.poll(isGone, { timeout: 15_000 }).toBe(true);
  expect(await hasCodatCompany(ctx.codat, codatId)).toBe(false);
  expect((await only(ctx)).state).toBe('deleted');
  expect(await ledgerTypes(ctx)).toEqual([
    'given',
    'given',
    'withdrawn',
    'withdrawn',
    'data_deleted',
    'data_deleted',
  ]);
});

test('a business that Codat never knew can be renamed and erased all the same', async () => {
  const { companyId } = await recordSignIn(database.db, {
    issuer: ISSUER,
    subject: randomUUID(),
    name: 'Ada',
    email: null,
    role: 'owner',
    businessId: `crm-${randomUUID()}`,
    businessName: 'Fernhill',
  });
  const about = { companyId: companyId ?? '', requestId: 'r' };
  await renameBusiness(database.db, { ...about, name: 'Fernhill Joinery' });
  await eraseBusiness(database.db, { ...about, now: new Date() });
  worker = await work(database, sandbox);
  const waiting = async () =>
    (await listJobsByState(database.db, 'waiting', 5000)).filter(({ job }) => job.companyId === companyId);
  await expect.poll(waiting, { timeout: 15_000 }).toEqual([]);
});

test('people of an erased business are forgotten, but for who acts for another one, and for the ledger', async () => {
  const ctx = await connected(database.db, sandbox, ['business-insights'], [{ platformKey: 'gbol' }]);
  await disconnectConnection(ctx, (await only(ctx)).id);
  const claims = { issuer: ISSUER, name: 'Priya Shah', email: 'priya@example.test', role: 'owner' } as const;
  const subject = randomUUID();
  const none = { businessId: null, businessName: null };
  const stays = await recordSignIn(database.db, { ...claims, ...none, subject });
  await upsertMembership(database.db, ctx.companyId, stays.userId, 'accountant');
  const { companyId: another } = await makeCustomer(makeTools(database.db, ctx.codat), 'Fernhill');
  await upsertMembership(database.db, another, stays.userId, 'accountant');
  await eraseBusiness(database.db, { companyId: ctx.companyId, now: new Date(), requestId: 'r' });
  // The last letters go to the addresses first.
  await expect(erasePersonalData(database.db, { companyId: ctx.companyId, userIds: [] })).rejects.toThrow(
    /letters/,
  );
  await database.db
    .update(jobs)
    .set({ state: 'done' })
    .where(sql`${jobs.job}->>'kind' = 'send-mail' and ${jobs.job}->>'companyId' = ${ctx.companyId}`);
  worker = await work(database, sandbox);
  const nameOf = async (id: string) =>
    (
      await database.db.select({ name: users.name, email: users.email }).from(users).where(eq(users.id, id))
    )[0];
  await expect.poll(() => nameOf(ctx.actor.userId), { timeout: 15_000 }).toEqual({ name: '', email: null });
  expect(await nameOf(stays.userId)).toEqual({ name: 'Priya Shah', email: 'priya@example.test' });
  const told = await listCompanyConnectionEvents(database.db, ctx.companyId);
  expect(told.map(({ by }) => by).filter((by) => by !== null && by !== '')).toEqual([]);
  expect(told.some(({ by }) => by === '')).toBe(true);
  // The record stays whole: it is the proof of who agreed.
  const events = await listEvents(database.db, ctx.companyId);
  expect(verifyChain(await readLedger(database.db, ctx.companyId)).ok).toBe(true);
  expect(events[0]?.body.entity).toMatchObject({ kind: 'customer', name: 'Maya Okafor' });
});
