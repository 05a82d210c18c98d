// Conformance of the SDK: every method works here, for success and for each documented error.
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CodatPlatform } from '@codat/platform';
import { type CodatPlatformError, ErrorMessage, SDKError } from '@codat/platform/sdk/models/errors';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FOREIGN_API_KEY } from '../../src/config/config';
import {
  authHeader,
  authorize,
  createCompany,
  createConnection,
  startForTest,
  type TestSandbox,
} from '../client';
import { readDocument } from './document';
import { METHODS } from './methods';
import { NOBODY, type Scene, stage } from './stage';

const DOCUMENT = fileURLToPath(new URL('../../../../../shared/codat/platform-openapi.json', import.meta.url));
const published = existsSync(DOCUMENT) ? readDocument(readFileSync(DOCUMENT, 'utf8')) : undefined;

const ALL_CODES = [400, 402, 404, 405, 409, 422, 429, 451, 500, 503];

let sandbox: TestSandbox;
let scene: Scene;

beforeAll(async () => {
  sandbox = await startForTest({
    profile: { name: 'lenient' },
    syncSeconds: 0,
    appUrl: 'http://127.0.0.1:3000',
  });
  scene = await stage(sandbox);
});
afterAll(() => sandbox.close());

const errorOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

const withKey = (key: string) =>
  new CodatPlatform({
    authHeader: authHeader(key),
    serverURL: sandbox.url,
    retryConfig: { strategy: 'none' },
  });

describe.each(Object.entries(METHODS))('%s', (_, { on, codes, call, gives }) => {
  it('works', async () => {
    const result = await call(sandbox.sdk, await stage(sandbox));
    if (gives) expect(result).toMatchObject(gives);
    else expect(result).toBeUndefined();
  });

  it.each(ALL_CODES)('understands %i', async (status) => {
    const [method, path] = on.split(' ');
    await sandbox.call('POST', '/_sandbox/faults', {
      body: { method, path, effect: { kind: 'status', status } },
    });
    const error = await errorOf(call(sandbox.sdk, scene));
    expect(error).toBeInstanceOf(codes.includes(status) ? ErrorMessage : SDKError);
    expect(error).toMatchObject({ statusCode: status });
  });

  it.each([
    ['sandbox-wrong', 401],
    [FOREIGN_API_KEY, 403],
  ])('understands that %s is refused', async (key, statusCode) => {
    const error = await errorOf(call(withKey(key), scene));
    expect(error).toBeInstanceOf(ErrorMessage);
    expect(error).toMatchObject({ statusCode, canBeRetried: 'Unknown' });
  });

  it.runIf(published)('lists the codes that are published', () => {
    const operation = published?.operations.find(({ name }) => name === on);
    // Sync settings are in the SDK and not in the document.
    if (on.endsWith('/syncSettings')) return expect(operation).toBeUndefined();
    expect(operation?.codes.filter((code) => code >= 400)).toEqual(codes);
  });
});

describe.each(Object.entries(METHODS).filter(([, { on }]) => on.includes(':companyId')))(
  '%s',
  (_, { call }) => {
    it('understands that the company is gone', async () => {
      const error = await errorOf(call(sandbox.sdk, { ...scene, ...NOBODY }));
      expect(error).toBeInstanceOf(ErrorMessage);
      expect(error).toMatchObject({
        statusCode: 404,
        service: 'ClientsApi',
        error: `No company was found with ID ${NOBODY.companyId}`,
      });
    });
  },
);

it('meets the retired token address with the published 404', async () => {
  const error = await errorOf(sandbox.sdk.connectionManagement.get({ companyId: scene.companyId }));
  expect(error).toBeInstanceOf(ErrorMessage);
  expect(error).toMatchObject({
    statusCode: 404,
    service: 'PublicApi',
    error: 'NotFound',
    canBeRetried: 'Unknown',
    detailedErrorCode: 0,
    correlationId: expect.stringMatching(/^[0-9a-f]{32}$/),
  });
});

it('repeats an answer under one key and refuses another body', async () => {
  const headers = { 'Idempotency-Key': randomUUID() };
  const create = (name: string) => sandbox.sdk.companies.create({ name }, { headers });
  expect((await create('A')).id).toBe((await create('A')).id);
  const error = await errorOf(create('B'));
  expect(error).toBeInstanceOf(SDKError);
  expect(error).toMatchObject({ statusCode: 422 });
});

it('tells a read that is under way from one that may begin', async () => {
  const slow = await startForTest({ profile: { name: 'lenient' }, syncSeconds: 60 });
  try {
    const { id: companyId } = await createCompany(slow);
    const { id: connectionId } = await createConnection(slow, companyId);
    await authorize(slow, companyId, connectionId);
    await slow.sdk.companies.addProduct({ companyId, productIdentifier: 'cash-flow' });
    const { companies, refreshData } = slow.sdk;
    const queued = await errorOf(refreshData.byDataType({ companyId, dataType: 'transfers', connectionId }));
    expect(queued).toBeInstanceOf(SDKError);
    expect(queued).toMatchObject({ statusCode: 409 });
    expect((queued as CodatPlatformError).body).toContain(
      `DatasetAlreadyInProgressException: Cannot queue transfers sync for ${companyId} as previous sync`,
    );
    const refreshed = await errorOf(
      companies.refreshProductData({ companyId, productIdentifier: 'cash-flow' }),
    );
    expect(refreshed).toMatchObject({
      statusCode: 400,
      error:
        'Data cannot be refreshed while a read operation is in progress. Allow the read to complete before attempting to refresh.',
    });
    await slow.call('POST', '/_sandbox/clock', { body: { advanceMs: 120_000 } });
    await companies.refreshProductData({ companyId, productIdentifier: 'cash-flow' });
    const operation = await refreshData.byDataType({ companyId, dataType: 'transfers' });
    expect(operation).toMatchObject({ status: 'Fetching', isCompleted: false, isErrored: false });
    expect(operation.completed).toBeUndefined();
  } finally {
    await slow.close();
  }
});

it.runIf(published)('misses no published operation', () => {
  const called = new Set(Object.values(METHODS).map(({ on }) => on));
  const retired = 'GET /companies/:companyId/connectionManagement/accessToken';
  const missing = published?.operations.filter(({ name }) => name !== retired && !called.has(name));
  expect(missing?.map(({ name }) => name)).toEqual([]);
});
