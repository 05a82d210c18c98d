// Tests with Codat's own client, errors included.
import { randomUUID } from 'node:crypto';
import { CodatPlatform } from '@codat/platform';
import {
  CodatPlatformError,
  ConnectionError,
  ErrorMessage,
  RequestTimeoutError,
  SDKError,
} from '@codat/platform/sdk/models/errors';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FOREIGN_API_KEY } from '../src/config/config';
import { authHeader, authorize, startForTest, type TestSandbox } from './client';

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startForTest({ profile: { name: 'lenient' }, syncSeconds: 0 });
});
afterAll(() => sandbox.close());

async function errorOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: unknown) => error,
  );
}

async function fault(effect: object, path = '*'): Promise<void> {
  await sandbox.call('POST', '/_sandbox/faults', { body: { path, effect } });
}

it('drives a company through its life', async () => {
  const { companies } = sandbox.sdk;
  const made = await companies.create({
    name: 'Company (Codat[1])',
    description: 'first',
    tags: { region: 'uk' },
  });
  expect(made).toMatchObject({ name: 'Company Codat1', description: 'first', tags: { region: 'uk' } });
  const { id: companyId } = made;

  const patched = await companies.update({ companyId, companyUpdateRequest: { description: 'second' } });
  expect(patched).toMatchObject({ name: 'Company Codat1', description: 'second', tags: { region: 'uk' } });
  const replaced = await companies.replace({ companyId, companyRequestBody: { name: 'Other' } });
  expect(replaced).toMatchObject({ name: 'Other', description: '' });
  expect(replaced.tags).toBeUndefined();

  const byName = await companies.list({ query: 'name=Other' });
  expect(byName.results?.map(({ id }) => id)).toContain(companyId);
  expect((await companies.get({ companyId })).id).toBe(companyId);
  await companies.delete({ companyId });
  expect(await errorOf(companies.get({ companyId }))).toMatchObject({
    statusCode: 404,
    service: 'ClientsApi',
    error: `No company was found with ID ${companyId}`,
  });
});

it('drives a connection through its life', async () => {
  const { companies, connections, refreshData } = sandbox.sdk;
  const { id: companyId } = await companies.create({ name: randomUUID() });
  const made = await connections.create({ companyId, requestBody: { platformKey: 'gbol' } });
  const { id: connectionId } = made;
  expect(made).toMatchObject({ status: 'PendingAuth', platformName: 'Xero', integrationKey: 'gbol' });
  const pending = await companies.list({ query: `id=${companyId}&&dataConnections.status=PendingAuth` });
  expect(pending.totalResults).toBe(1);
  expect(await refreshData.get({ companyId })).toEqual({});

  await authorize(sandbox, companyId, connectionId);
  const linked = await connections.get({ companyId, connectionId });
  expect(linked.status).toBe('Linked');
  expect(linked.lastSync).toBeDefined();
  expect((await refreshData.get({ companyId })).invoices?.currentStatus).toBe('Complete');

  const list = await connections.list({ companyId, query: 'status=linked', orderBy: '-created' });
  expect(list.results?.map(({ id }) => id)).toEqual([connectionId]);
  const unlinked = await connections.unlink({
    companyId,
    connectionId,
    updateConnectionStatus: { status: 'Unlinked' },
  });
  expect(unlinked.status).toBe('Unlinked');
  const again = { companyId, connectionId, updateConnectionStatus: { status: 'Unlinked' } } as const;
  // 400 is not among the listed codes of this call.
  expect(await errorOf(connections.unlink(again))).toBeInstanceOf(SDKError);
  await connections.delete({ companyId, connectionId });
  expect(await errorOf(connections.get({ companyId, connectionId }))).toBeInstanceOf(ErrorMessage);
});

it('reads integrations and branding', async () => {
  const { integrations } = sandbox.sdk;
  const offered = await integrations.list({ query: 'sourceType=accounting&&enabled=true', pageSize: 5000 });
  expect(offered.results?.length).toBe(offered.totalResults);
  expect(offered.results?.every(({ enabled, sourceType }) => enabled && sourceType === 'Accounting')).toBe(
    true,
  );
  expect(offered.results?.some(({ key }) => key === 'rvam')).toBe(false);
  const banks = await integrations.list({ query: 'sourceType=Banking && enabled=true' });
  expect(banks.results?.some(({ key }) => key.length > 4)).toBe(true);
  expect((await integrations.get({ platformKey: 'natwest_uk' })).name).toBe('NatWest');
  const branding = await integrations.getBranding({ platformKey: 'gbol' });
  const logo = await fetch(branding.logo?.full?.image?.src ?? '');
  expect(logo.headers.get('content-type')).toContain('image/svg+xml');
  expect(await logo.text()).toContain('>Xero</text>');
});

it('sorts faults into the error classes of the SDK', async () => {
  const { companies } = sandbox.sdk;
  for (const status of [402, 429, 500, 503]) {
    await fault({ kind: 'status', status });
    const error = await errorOf(companies.list());
    expect(error).toBeInstanceOf(ErrorMessage);
    expect(error).toMatchObject({ statusCode: status, canBeRetried: 'Unknown' });
  }
  for (const status of [409, 422, 451]) {
    await fault({ kind: 'status', status });
    expect(await errorOf(companies.list())).toBeInstanceOf(SDKError);
  }
  await fault({ kind: 'garbage' });
  expect(await errorOf(companies.list())).toBeInstanceOf(SDKError);
  await fault({ kind: 'close-before' });
  expect(await errorOf(companies.list())).toBeInstanceOf(ConnectionError);
  await fault({ kind: 'hang' });
  expect(await errorOf(companies.list({}, { timeoutMs: 100 }))).toBeInstanceOf(RequestTimeoutError);
  expect((await companies.list()).pageNumber).toBe(1);
});

it('tells a wrong key from a key of somebody else', async () => {
  for (const [key, statusCode] of [
    ['sandbox-wrong', 401],
    [FOREIGN_API_KEY, 403],
  ] as const) {
    const sdk = new CodatPlatform({
      authHeader: authHeader(key),
      serverURL: sandbox.url,
      retryConfig: { strategy: 'none' },
    });
    const error = await errorOf(sdk.companies.list());
    expect(error).toBeInstanceOf(CodatPlatformError);
    expect(error).toMatchObject({ statusCode });
  }
});
