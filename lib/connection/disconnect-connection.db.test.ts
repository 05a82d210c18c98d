import { startForTest, type TestSandbox } from 'codat-sandbox/testing';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { listConnections } from '@/db/queries/connections';
import { listEvents } from '@/db/queries/consents';
import { findOpenCheck } from '@/db/queries/organisation-checks';
import {
  connected,
  happenings,
  later,
  ledgerTypes,
  only,
  pull,
  statesAtCodat,
  work,
} from '@/e2e/connection-stage';
import { useTestDatabase } from '@/e2e/database';
import { listCompanyJobs } from '@/e2e/whole-lists';
import { ensureCodatCompany } from '../company/ensure-codat-company';
import { pauseConsent, resumeConsent } from '../consent/pause-consent';
import { withdrawConsent } from '../consent/withdraw-consent';
import type { Ctx } from '../context';
import { decide } from '../domain/access/decide';
import { verifyChain } from '../domain/ledger/ledger';
import { NotFound } from '../errors';
import type { Worker } from '../jobs/worker';
import { readLedger } from '../ledger/read-ledger';
import { getProduct } from '../product/get-product';
import { answerCheck } from './answer-check';
import { deleteConnection } from './delete-connection';
import { disconnectConnection } from './disconnect-connection';
import { getConnectionView } from './get-connection-view';
import { reconnect } from './reconnect';
import { refreshConnections } from './refresh-connections';

const database = useTestDatabase();
let sandbox: TestSandbox;
let worker: Worker | undefined;
beforeAll(async () => {
  sandbox = await startForTest({ syncSeconds: 0 });
});
afterEach(async () => {
  await worker?.stop();
  worker = undefined;
});
afterAll(() => sandbox.close());

const startWork = async () => {
  worker = await work(database, sandbox);
};
const xero = (products = ['business-insights'], organisation?: string) =>
  connected(database.db, sandbox, products, [
    { platformKey: 'gbol', ...(organisation === undefined ? {} : { organisation }) },
  ]);
const jobsOf = async (ctx: Ctx) =>
  (await listCompanyJobs(ctx.db, ctx.companyId))
    .filter(({ job }) => job.kind === 'unlink-connection' || job.kind === 'delete-connection')
    .map(({ job, state }) => [job.kind, state]);
const codatDown = async (ctx: Ctx, times: number) => {
  const companyId = await ensureCodatCompany(ctx);
  const body = { companyId, times, effect: { kind: 'status', status: 503 } };
  await sandbox.call('POST', '/_sandbox/faults', { body });
};
const mayRead = async (ctx: Ctx, dataType = 'invoices') =>
  decide(
    {
      companyExists: true,
      product: await getProduct(ctx.db, 'business-insights'),
      events: (await listEvents(ctx.db, ctx.companyId)).map(({ body }) => body),
      connections: await listConnections(ctx.db, ctx.companyId),
    },
    dataType,
    ctx.now,
  );

test('it ends here at once, whatever Codat does, and Codat’s word comes later, once', async () => {
  const ctx = await xero();
  const row = await only(ctx);
  expect(await mayRead(later(ctx))).toMatchObject({ outcome: 'allow' });
  await Promise.all(Array.from({ length: 6 }, () => disconnectConnection(later(ctx), row.id)));
  expect(await mayRead(later(ctx))).toMatchObject({
    reason: 'connection-not-linked',
    mayUseDataRead: true,
  });
  expect(await jobsOf(ctx)).toEqual([['unlink-connection', 'waiting']]);
  expect(await happenings(ctx)).toEqual(['linked', 'unlinked']);
  // Codat still says Linked: until it has heard of the end, its word about the connection is out of date.
  await refreshConnections(later(ctx, 5000));
  expect(await only(ctx)).toMatchObject({ state: 'Unlinked' });
  expect((await getConnectionView(ctx, row.id)).ending).toMatchObject({
    kind: 'unlinked',
    by: 'Maya Okafor',
    codat: { state: 'pending' },
  });

  await codatDown(ctx, 2);
  await startWork();
  await expect.poll(() => statesAtCodat(sandbox, ctx)).toEqual(['Unlinked']);
  await expect.poll(() => jobsOf(ctx)).toEqual([['unlink-connection', 'done']]);
  await refreshConnections(later(ctx, 120_000));
  expect(await happenings(ctx)).toEqual(['linked', 'unlinked']);
  expect((await getConnectionView(ctx, row.id)).ending?.codat).toMatchObject({ state: 'confirmed' });
  expect(await ledgerTypes(ctx)).toEqual(['given']);
});

test('deleting is final: the record stays, and the ledger says once that the data is gone, per product', async () => {
  const ctx = await xero(['business-insights', 'lending', 'revenue-advance']);
  const row = await only(ctx);
  await Promise.all(Array.from({ length: 4 }, () => deleteConnection(later(ctx), row.id)));
  expect(await mayRead(later(ctx))).toMatchObject({ reason: 'no-connection', mayUseDataRead: false });
  // Told when Codat has confirmed, not before.
  expect(await ledgerTypes(ctx)).toEqual(['given', 'given', 'given']);
  await codatDown(ctx, 1);
  await startWork();
  await expect.poll(() => statesAtCodat(sandbox, ctx)).toEqual([]);
  await expect.poll(() => jobsOf(ctx)).toEqual([['delete-connection', 'done']]);
  await refreshConnections(later(ctx, 120_000));
  const events = await listEvents(ctx.db, ctx.companyId);
  expect(verifyChain(await readLedger(ctx.db, ctx.companyId))).toEqual({ ok: true, length: 5 });
  const told = events.map(({ body }) => body).filter(({ event_type }) => event_type === 'data_deleted');
  // Revenue advance reads shops, not accounts.
  expect(told.map(({ service }) => service.product_id).sort()).toEqual(['business-insights', 'lending']);
  for (const body of told) {
    expect(body).toMatchObject({
      entity: { kind: 'system', name: 'codat' },
      collection: { method: 'automatic' },
      sources: [
        {
          connection_id: row.id,
          platform_key: 'gbol',
          platform_name: 'Xero',
          organisation: 'Kestrel Coffee',
        },
      ],
    });
  }
  expect(await happenings(ctx)).toEqual(['linked', 'deleted']);
  expect((await getConnectionView(ctx, row.id)).connection).toMatchObject({
    state: 'deleted',
    platformName: 'Xero',
    organisation: 'Kestrel Coffee',
  });
});

test('what somebody deleted at Codat is told the same way, once, however many pages find out', async () => {
  const ctx = await xero();
  const { codatConnectionId } = await only(ctx);
  const companyId = await ensureCodatCompany(ctx);
  await sandbox.sdk.connections.delete({ companyId, connectionId: codatConnectionId ?? '' });
  await Promise.all(Array.from({ length: 8 }, () => refreshConnections(later(ctx))));
  expect(await happenings(ctx)).toEqual(['linked', 'deleted']);
  expect(await ledgerTypes(ctx)).toEqual(['given', 'data_deleted']);
});

test('what was chosen and never finished is removed, and the ledger has nothing to tell', async () => {
  const ctx = await connected(database.db, sandbox, ['business-insights'], []);
  const companyId = await ensureCodatCompany(ctx);
  await sandbox.sdk.connections.create({ companyId, requestBody: { platformKey: 'gbol' } });
  await refreshConnections(ctx);
  await deleteConnection(later(ctx), (await only(ctx)).id);
  await startWork();
  await expect.poll(() => jobsOf(ctx)).toEqual([['delete-connection', 'done']]);
  expect(await ledgerTypes(ctx)).toEqual(['given']);
});

test('reconnecting opens the same connection, once Codat has confirmed the end', async () => {
  const ctx = await xero();
  const row = await only(ctx);
  const again = (at: Ctx) => reconnect(at, { connectionId: row.id, linkOrigins: [sandbox.url] });
  await disconnectConnection(later(ctx), row.id);
  await expect(again(later(ctx, 2000))).rejects.toMatchObject({
    code: 'connection-ending',
    detail: { platform: 'Xero' },
  });
  await startWork();
  await expect.poll(() => jobsOf(ctx)).toEqual([['unlink-connection', 'done']]);
  const { url } = await again(later(ctx, 120_000));
  expect(url).toContain(String(row.codatConnectionId));
  await pull(sandbox, ctx, row, 'authorize', { organisation: 'Kestrel Coffee' });
  await refreshConnections(later(ctx, 121_000));
  expect(await only(ctx)).toMatchObject({ id: row.id, state: 'Linked' });
  expect(await happenings(ctx)).toEqual(['linked', 'unlinked', 'relinked']);
});

test('disconnecting and reconnecting at the same time: who has the lock first is first', async () => {
  const ctx = await xero();
  const row = await only(ctx);
  await pull(sandbox, ctx, row, 'deauthorize');
  await refreshConnections(later(ctx));
  const open = { connectionId: row.id, linkOrigins: [sandbox.url] };
  const [ended, opened] = await Promise.allSettled([
    disconnectConnection(later(ctx, 2000), row.id),
    reconnect(later(ctx, 2000), open),
  ]);
  expect(ended.status).toBe('fulfilled');
  // Either order is right: a link that is out already ends with the access, a later one has to wait.
  if (opened.status === 'rejected') expect(opened.reason).toMatchObject({ code: 'connection-ending' });
  await pull(sandbox, ctx, row, 'authorize', { organisation: 'Kestrel Coffee' });
  await refreshConnections(later(ctx, 3000));
  expect(await only(ctx)).toMatchObject({ state: 'Unlinked' });
  await startWork();
  await expect.poll(() => statesAtCodat(sandbox, ctx)).toEqual(['Unlinked']);
});

test('the wrong organisation is disconnected at once, and nothing that was read from it is used', async () => {
  const ctx = await xero(['business-insights'], 'Alder Mill Ltd');
  const row = await only(ctx);
  expect(await mayRead(later(ctx))).toMatchObject({ outcome: 'deny', mayUseDataRead: false });
  const check = await findOpenCheck(ctx.db, ctx.companyId, row.id);
  await answerCheck(later(ctx), { connectionId: row.id, checkId: check?.id ?? '', answer: 'wrong' });
  expect(await only(ctx)).toMatchObject({ state: 'Unlinked', doubt: 'refused', organisation: null });
  expect(await mayRead(later(ctx, 2000))).toMatchObject({
    reason: 'connection-not-linked',
    mayUseDataRead: false,
  });
  expect(await happenings(ctx)).toEqual(['linked', 'organisation-refused', 'unlinked']);
  await startWork();
  await expect.poll(() => statesAtCodat(sandbox, ctx)).toEqual(['Unlinked']);
  await expect.poll(() => jobsOf(ctx)).toEqual([['unlink-connection', 'done']]);
  await pull(sandbox, ctx, row, 'authorize', { organisation: 'Kestrel Coffee Ltd' });
  await refreshConnections(later(ctx, 120_000));
  expect(await only(ctx)).toMatchObject({
    state: 'Linked',
    doubt: null,
    organisation: 'Kestrel Coffee Ltd',
  });
  expect(await mayRead(later(ctx, 121_000))).toMatchObject({ outcome: 'allow' });
});

test('another business, and what is no id, find nothing', async () => {
  const [mine, theirs] = [await xero(), await xero()];
  const { id } = await only(mine);
  await expect(disconnectConnection(theirs, id)).rejects.toBeInstanceOf(NotFound);
  await expect(deleteConnection(theirs, id)).rejects.toBeInstanceOf(NotFound);
  await expect(getConnectionView(theirs, id)).rejects.toBeInstanceOf(NotFound);
  await expect(getConnectionView(mine, 'new')).rejects.toBeInstanceOf(NotFound);
  await expect(reconnect(theirs, { connectionId: id, linkOrigins: [sandbox.url] })).rejects.toBeInstanceOf(
    NotFound,
  );
  expect(await only(mine)).toMatchObject({ state: 'Linked' });
});

test('every event of an agreement names what served it at that moment', async () => {
  const ctx = await connected(database.db, sandbox, ['business-insights'], [{ platformKey: 'gbol' }]);
  await pauseConsent(later(ctx), 'business-insights');
  await disconnectConnection(later(ctx), (await only(ctx)).id);
  await resumeConsent(later(ctx, 2000), 'business-insights');
  await withdrawConsent(later(ctx, 3000), { productId: 'business-insights', deletion: 'keep' });
  const named = (await listEvents(ctx.db, ctx.companyId)).map(({ body }) => [
    body.event_type,
    body.sources.map(({ platform_name, organisation }) => `${platform_name} ${organisation}`),
  ]);
  expect(named).toEqual([
    ['given', []],
    ['paused', ['Xero Kestrel Coffee']],
    ['resumed', []],
    ['withdrawn', []],
  ]);
});
