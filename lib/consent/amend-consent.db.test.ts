import { authorize, startForTest, type TestSandbox } from 'codat-sandbox/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listConnections } from '@/db/queries/connections';
import { findConsent, listConsents, listEvents } from '@/db/queries/consents';
import { publishVersion } from '@/db/queries/products';
import { useTestDatabase } from '@/e2e/database';
import { CONTROLLER, grantInput, makeCodat, makeCustomer, makeTools } from '@/e2e/factories';
import { listCompanyJobs } from '@/e2e/whole-lists';
import { ensureCodatCompany } from '../company/ensure-codat-company';
import { refreshConnections } from '../connection/refresh-connections';
import { startConnection } from '../connection/start-connection';
import type { Ctx } from '../context';
import { decide } from '../domain/access/decide';
import type { SourceType } from '../domain/connection/connection';
import { rebuild } from '../domain/consent/projection';
import { verifyChain } from '../domain/ledger/ledger';
import { Precondition } from '../errors';
import { readLedger } from '../ledger/read-ledger';
import { getProduct } from '../product/get-product';
import { deferConsent, refuseConsent } from './decline-consent';
import { getRedline } from './get-redline';
import { getRequest } from './get-request';
import { grantConsent } from './grant-consent';
import { withdrawConsent } from './withdraw-consent';

const database = useTestDatabase();
let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startForTest({ syncSeconds: 0 });
});
afterAll(() => sandbox.close());

/** A customer with one linked connection per platform. */
async function customer(...platforms: string[]): Promise<Ctx> {
  const ctx = await makeCustomer(makeTools(database.db, makeCodat(sandbox)));
  if (platforms.length === 0) return ctx;
  const companyId = await ensureCodatCompany(ctx);
  for (const platformKey of platforms) {
    const made = await sandbox.sdk.connections.create({ companyId, requestBody: { platformKey } });
    await authorize(sandbox, companyId, made.id);
  }
  await refreshConnections(ctx);
  return ctx;
}

const after = (ctx: Ctx, seconds: number): Ctx => ({
  ...ctx,
  now: new Date(ctx.now.getTime() + seconds * 1000),
});
const bodiesOf = async (ctx: Ctx) => (await listEvents(ctx.db, ctx.companyId)).map(({ body }) => body);
const typesOf = async (ctx: Ctx) => (await bodiesOf(ctx)).map(({ event_type }) => event_type);
const ticking = async (ctx: Ctx, optional: SourceType[], productId = 'business-insights') => ({
  ...(await grantInput(ctx.db, productId)),
  optional,
});

async function reasonFor(ctx: Ctx, dataType: string, productId = 'business-insights'): Promise<string> {
  const facts = {
    companyExists: true,
    product: await getProduct(ctx.db, productId),
    events: await bodiesOf(ctx),
    connections: await listConnections(ctx.db, ctx.companyId),
  };
  return decide(facts, dataType, ctx.now).reason;
}

const request = (ctx: Ctx, productId: string, add?: string) =>
  getRequest(ctx, { productId, controller: CONTROLLER, language: 'en', add });

test('an optional source that was not ticked is not agreed to, not read and not held on to', async () => {
  const ctx = await customer('gbol', 'natwest_uk');
  await grantConsent(ctx, await ticking(ctx, []));
  const [given] = await bodiesOf(ctx);
  expect(new Set(given?.pii.map(({ source_type }) => source_type))).toEqual(new Set(['Accounting']));
  expect(given?.processors).toEqual(['Codat']);
  expect(given?.sources.map(({ platform_name }) => platform_name)).toEqual(['Xero']);
  expect(await reasonFor(ctx, 'invoices')).toBe('agreed');
  expect(await reasonFor(ctx, 'banking-transactions')).toBe('not-covered');

  const later = after(ctx, 1);
  await grantConsent(later, await grantInput(ctx.db, 'lending'));
  await withdrawConsent(after(ctx, 2), { productId: 'lending', deletion: 'keep' });
  const bank = (await listConnections(ctx.db, ctx.companyId)).find((row) => row.sourceType === 'Banking');
  const enqueued = await listCompanyJobs(ctx.db, ctx.companyId);
  // The bank served lending alone; Xero serves business insights still.
  expect(enqueued.map(({ job }) => 'connectionId' in job && job.connectionId)).toContain(bank?.id);
  expect(new Set(enqueued.map(({ job }) => 'connectionId' in job && job.connectionId)).size).toBe(1);
});

test('a source is added later: what was agreed stays, and the event says what came to it', async () => {
  const ctx = await customer();
  const start = (platformKey: string) =>
    startConnection(after(ctx, 1), {
      productId: 'business-insights',
      platformKey,
      linkOrigins: [sandbox.url],
    });
  await grantConsent(ctx, await ticking(ctx, ['Commerce']));
  await expect(start('natwest_uk')).rejects.toBeInstanceOf(Precondition);
  const asked = await request(after(ctx, 1), 'business-insights', 'Banking');
  expect(asked).toMatchObject({ kind: 'add', adding: 'Banking', open: ['Banking'] });
  // Agreed sources, sources that the product lacks, and unknown ones are no request to add anything.
  for (const add of ['Commerce', 'Accounting', 'banking', ''])
    expect((await request(after(ctx, 1), 'business-insights', add)).kind).toBe('agreed');

  const input = await ticking(ctx, ['Banking']);
  await Promise.all([1, 2, 3].map(() => grantConsent(after(ctx, 1), input)));
  expect(await typesOf(ctx)).toEqual(['given', 'amended']);
  const amended = (await bodiesOf(ctx))[1];
  expect(new Set(amended?.pii.map(({ source_type }) => source_type))).toEqual(
    new Set(['Accounting', 'Banking', 'Commerce']),
  );
  expect(amended?.change.terms).toMatchObject({
    added: {
      pii_types: ['banking-accounts', 'banking-accountBalances', 'banking-transactions'],
      parties: ['Plaid / TrueLayer'],
    },
    removed: { pii_types: [], purposes: [], parties: [] },
  });
  expect((await start('natwest_uk')).url).toContain(sandbox.url);
});

test('a version that asks for more: the old yes allows what it allowed, and the answer is kept either way', async () => {
  const [keeps, refuses, agrees] = [await customer('gbol', 'natwest_uk'), await customer(), await customer()];
  for (const ctx of [keeps, refuses, agrees]) await grantConsent(ctx, await ticking(ctx, [], 'lending'));
  const before = await getProduct(database.db, 'lending');
  const { version, asksSince: _, ...definition } = before;
  await publishVersion(database.db, {
    version: version + 1,
    position: 2,
    publishedAt: keeps.now,
    definition: {
      ...definition,
      purposes: [
        ...definition.purposes,
        { id: 'renewal', lawfulBasis: 'consent', text: { en: 'To offer more.', fr: 'Proposer plus.' } },
      ],
      data: definition.data.map((cluster) =>
        cluster.id === 'bank'
          ? {
              ...cluster,
              dataTypes: [...cluster.dataTypes, { id: 'banking-transactionCategories', required: true }],
            }
          : cluster,
      ),
    },
  });
  const view = await request(after(keeps, 1), 'lending');
  expect(view.kind).toBe('change');
  expect(view.change?.added).toEqual({
    pii_types: ['banking-transactionCategories'],
    purposes: ['renewal'],
    parties: [],
  });
  expect(await getRedline(database.db, (await bodiesOf(keeps))[0] as never, CONTROLLER)).not.toBeNull();

  // Asked again: nothing is said twice, «not now» does not weaken a «no», and what stands goes on standing.
  const input = await ticking(keeps, [], 'lending');
  await deferConsent(after(keeps, 1), input);
  await deferConsent(after(keeps, 2), input);
  await refuseConsent(after(refuses, 1), input);
  await deferConsent(after(refuses, 2), input);
  expect(await typesOf(keeps)).toEqual(['given', 'deferred']);
  expect(await typesOf(refuses)).toEqual(['given', 'refused']);
  expect(await reasonFor(after(keeps, 3), 'invoices', 'lending')).toBe('agreed');
  expect(await reasonFor(after(keeps, 3), 'banking-transactionCategories', 'lending')).toBe(
    'needs-reconsent',
  );
  for (const ctx of [keeps, refuses]) {
    expect(await findConsent(ctx.db, ctx.companyId, 'lending')).toMatchObject({
      standing: 'given',
      productVersion: before.version,
    });
    expect(rebuild(await bodiesOf(ctx))).toEqual(await listConsents(ctx.db, ctx.companyId));
  }

  await grantConsent(after(agrees, 1), input);
  await grantConsent(after(keeps, 4), input);
  expect(await typesOf(agrees)).toEqual(['given', 'amended']);
  expect(await reasonFor(after(keeps, 5), 'banking-transactionCategories', 'lending')).toBe('agreed');
  expect(await findConsent(agrees.db, agrees.companyId, 'lending')).toMatchObject({
    productVersion: before.version + 1,
  });
  expect((await request(after(agrees, 2), 'lending')).kind).toBe('agreed');
  expect(await getRedline(database.db, (await bodiesOf(agrees))[1] as never, CONTROLLER)).toBeNull();
});

test('after a withdrawal all is asked again: a new yes, with nothing chosen from before', async () => {
  const ctx = await customer();
  await grantConsent(ctx, await ticking(ctx, ['Banking']));
  await withdrawConsent(after(ctx, 1), { productId: 'business-insights', deletion: 'keep' });
  const asked = await request(after(ctx, 2), 'business-insights', 'Commerce');
  expect(asked).toMatchObject({
    kind: 'again',
    adding: null,
    open: ['Banking', 'Commerce'],
    period: { standing: 'withdrawn', endedAt: after(ctx, 1).now },
  });
  await grantConsent(after(ctx, 2), await ticking(ctx, []));
  const last = (await bodiesOf(ctx)).at(-1);
  expect(last?.event_type).toBe('given');
  expect(last?.pii.some(({ source_type }) => source_type === 'Banking')).toBe(false);
  expect(last?.change.terms?.removed.parties).toEqual(['Plaid / TrueLayer']);
});

test('a no is kept until the customer comes back by themselves', async () => {
  const ctx = await customer();
  const input = await ticking(ctx, []);
  await Promise.all([1, 2, 3].map(() => refuseConsent(ctx, input)));
  await deferConsent(after(ctx, 1), input);
  expect(await typesOf(ctx)).toEqual(['refused']);
  expect(await reasonFor(after(ctx, 1), 'invoices')).toBe('refused');
  expect(await request(after(ctx, 1), 'business-insights')).toMatchObject({
    kind: 'first',
    declined: { answer: 'refused' },
  });
  await grantConsent(after(ctx, 2), input);
  expect(await typesOf(ctx)).toEqual(['refused', 'given']);
});

test('agreeing and withdrawing at once end as the ledger says, whichever came last', async () => {
  for (let round = 0; round < 12; round += 1) {
    const ctx = await customer();
    const input = await ticking(ctx, []);
    await grantConsent(ctx, input);
    await withdrawConsent(after(ctx, 1), { productId: 'business-insights', deletion: 'keep' });
    const yes = () => grantConsent(after(ctx, 2), input);
    const no = () => withdrawConsent(after(ctx, 2), { productId: 'business-insights', deletion: 'keep' });
    await Promise.all(round % 2 === 0 ? [yes(), no()] : [no(), yes()]);
    const events = await listEvents(ctx.db, ctx.companyId);
    expect(verifyChain(await readLedger(ctx.db, ctx.companyId))).toEqual({ ok: true, length: events.length });
    const row = await findConsent(ctx.db, ctx.companyId, 'business-insights');
    expect(row?.standing).toBe(events.at(-1)?.body.event_type);
    expect(rebuild(events.map(({ body }) => body))).toEqual([row]);
  }
});
