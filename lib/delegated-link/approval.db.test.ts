import { randomUUID } from 'node:crypto';
import { startForTest, type TestSandbox } from 'codat-sandbox/testing';
// The owner's approval: until they agree, no data of a colleague's connection may be read; a no ends the connection.
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findOpenCheck } from '@/db/queries/organisation-checks';
import { mails } from '@/db/schema/work';
import { only, statesAtCodat, work } from '@/e2e/connection-stage';
import { useTestDatabase } from '@/e2e/database';
import { shareStage } from '@/e2e/share-stage';
import { decideAccess } from '../access/decide-access';
import { listCodatConnections } from '../codat/connections';
import { ensureCodatCompany } from '../company/ensure-codat-company';
import { answerCheck } from '../connection/answer-check';
import { applyConnectionSnapshot } from '../connection/apply-connection-snapshot';
import { getConnectionView } from '../connection/get-connection-view';
import { refreshConnections } from '../connection/refresh-connections';
import type { Ctx } from '../context';
import { dataTypesOf } from '../domain/product/product';
import { getProduct } from '../product/get-product';

const PRODUCT = 'business-insights';
const database = useTestDatabase();
let sandbox: TestSandbox;
const stage = shareStage(
  () => database.db,
  () => sandbox,
);

beforeAll(async () => {
  sandbox = await startForTest({ syncSeconds: 0 });
});
afterAll(() => sandbox.close());

const fresh = (ctx: Ctx): Ctx => ({ ...ctx, now: new Date() });

/** Each kind of data of the platform that the colleague connected. */
async function decisions(ctx: Ctx, at?: Date) {
  const product = await getProduct(ctx.db, PRODUCT);
  const accounting = product.data.filter(({ sourceType }) => sourceType === 'Accounting');
  const types = dataTypesOf({ ...product, data: accounting });
  expect(types.length).toBeGreaterThan(3);
  const question = { companyId: ctx.companyId, productId: PRODUCT, ...(at ? { at } : {}) };
  return Promise.all(types.map((dataType) => decideAccess(fresh(ctx), { ...question, dataType })));
}

async function connectedWithLook(needsApproval: boolean): Promise<Ctx> {
  const ctx = await stage.customer();
  await stage.authorise(ctx, await stage.share(ctx, needsApproval), 'Kestrel Coffee');
  await refreshConnections(fresh(ctx));
  return ctx;
}

async function answer(ctx: Ctx, given: 'right' | 'wrong') {
  const { id: connectionId } = await only(ctx);
  const check = await findOpenCheck(ctx.db, ctx.companyId, connectionId);
  return answerCheck(fresh(ctx), { connectionId, checkId: check?.id ?? randomUUID(), answer: given });
}

test('without a look asked for, what was connected may be read', async () => {
  const ctx = await connectedWithLook(false);
  for (const decision of await decisions(ctx)) expect(decision).toMatchObject({ outcome: 'allow' });
});

test('until the owner has answered, nothing may be read or used, and the reason says so', async () => {
  const ctx = await connectedWithLook(true);
  const { id } = await only(ctx);
  for (const decision of await decisions(ctx)) {
    expect(decision).toMatchObject({
      outcome: 'deny',
      reason: 'connection-not-linked',
      connectionIds: [id],
      mayUseDataRead: false,
    });
  }
});

test('the question says that a colleague connected it and that nothing was before, and a letter asks once', async () => {
  const ctx = await connectedWithLook(true);
  for (let look = 0; look < 3; look += 1) await refreshConnections(fresh(ctx));
  const { id } = await only(ctx);
  const { question } = await getConnectionView(fresh(ctx), id);
  expect(question).toEqual({
    organisation: 'Kestrel Coffee',
    who: { kind: 'colleague', linkOf: 'Maya Okafor' },
    what: { kind: 'first-fits' },
    why: 'look-first',
  });
  const letters = await ctx.db.select().from(mails).where(eq(mails.companyId, ctx.companyId));
  expect(letters.filter(({ kind }) => kind === 'organisation-check')).toMatchObject([
    { facts: { organisation: 'Kestrel Coffee', what: 'first-fits', before: '', linkOf: 'Maya Okafor' } },
  ]);
});

test('a colleague who chooses another organisation is asked about by its name at once', async () => {
  const ctx = await stage.customer();
  await stage.authorise(ctx, await stage.share(ctx, true), 'Alder Mill Ltd');
  await refreshConnections(fresh(ctx));
  const { question } = await getConnectionView(fresh(ctx), (await only(ctx)).id);
  expect(question).toMatchObject({ organisation: 'Alder Mill Ltd', what: { kind: 'first-differs' } });
});

test('however often Codat is asked meanwhile, it is their answer that opens it', async () => {
  const ctx = await connectedWithLook(true);
  for (let look = 0; look < 3; look += 1) await refreshConnections(fresh(ctx));
  expect((await only(ctx)).doubt).toBe('unanswered');
  for (const decision of await decisions(ctx)) expect(decision).toMatchObject({ outcome: 'deny' });
  expect(await answer(ctx, 'right')).toBe('answered');
  await refreshConnections(fresh(ctx));
  for (const decision of await decisions(ctx)) expect(decision).toMatchObject({ outcome: 'allow' });
});

test('what is called something only later is asked about by that name', async () => {
  const ctx = await stage.customer();
  await stage.authorise(ctx, await stage.share(ctx, true), 'Kestrel Coffee');
  const companyId = await ensureCodatCompany(ctx);
  const [wire] = await listCodatConnections(ctx.codat, companyId);
  if (wire === undefined) throw new Error('it is there');
  const see = (organisation: string | null) =>
    applyConnectionSnapshot(ctx.db, ctx.companyId, [{ ...wire, organisation }], { seenAt: new Date() });
  const asked = async () => (await findOpenCheck(ctx.db, ctx.companyId, (await only(ctx)).id))?.nameAfter;
  await see(null);
  expect(await asked()).toBeNull();
  await see('Kestrel Coffee');
  expect(await asked()).toBe('Kestrel Coffee');
});

test('a platform that tells no organisation is no organisation after their yes', async () => {
  const ctx = await stage.customer();
  await stage.authorise(ctx, await stage.share(ctx, true), 'Kestrel Coffee');
  const [wire] = await listCodatConnections(ctx.codat, await ensureCodatCompany(ctx));
  if (wire === undefined) throw new Error('it is there');
  await applyConnectionSnapshot(ctx.db, ctx.companyId, [{ ...wire, organisation: null }], {
    seenAt: new Date(),
  });
  expect(await answer(ctx, 'right')).toBe('answered');
  expect(await only(ctx)).toMatchObject({ organisation: null, doubt: null });
});

test('after their yes it may be read, and the time before stays as it was', async () => {
  const ctx = await connectedWithLook(true);
  const waiting = new Date();
  expect(await answer({ ...ctx, now: new Date(waiting.getTime() + 1) }, 'right')).toBe('answered');
  for (const decision of await decisions(ctx)) expect(decision).toMatchObject({ outcome: 'allow' });
  const before = (await only(ctx)).checkedAt ?? waiting;
  for (const decision of await decisions(ctx, before)) expect(decision).toMatchObject({ outcome: 'deny' });
});

test('after their no that connection ends, here at once and then at Codat', async () => {
  const ctx = await connectedWithLook(true);
  expect(await answer(ctx, 'wrong')).toBe('answered');
  expect(await only(ctx)).toMatchObject({ state: 'Unlinked' });
  for (const decision of await decisions(ctx)) {
    expect(decision).toMatchObject({ outcome: 'deny', mayUseDataRead: false });
  }
  const worker = await work(database, sandbox);
  try {
    await expect.poll(() => statesAtCodat(sandbox, ctx)).toEqual(['Unlinked']);
  } finally {
    await worker.stop();
  }
});
