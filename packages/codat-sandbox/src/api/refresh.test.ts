// Tests of requested reads: what begins, what is refused, and the history afterwards.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  advance,
  authorize,
  createCompany,
  createConnection,
  startForTest,
  type TestSandbox,
} from '../../test/client';
import { pullOperationSchema, pullOperationsSchema } from '../../test/schemas/pull-operation';

const READ_MS = 60_000;
const HOUR_MS = 60 * READ_MS;

let sandbox: TestSandbox;
let company = '';
let xero = '';

beforeAll(async () => {
  sandbox = await startForTest({ profile: { name: 'lenient' }, syncSeconds: READ_MS / 1000 });
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  company = (await createCompany(sandbox)).id;
  xero = await connect('gbol');
});

async function connect(platformKey: string): Promise<string> {
  const { id } = await createConnection(sandbox, company, platformKey);
  await authorize(sandbox, company, id);
  return id;
}

const call = (method: string, path: string, body?: unknown) =>
  sandbox.call(method, `/companies/${company}${path}`, body === undefined ? {} : { body });

async function operation(path: string, method = 'POST') {
  return pullOperationSchema.parse(await (await call(method, path)).json());
}

async function history(query: string, more = '') {
  const response = await call('GET', `/data/history?query=${encodeURIComponent(query)}${more}`);
  return pullOperationsSchema.parse(await response.json());
}

describe('one type', () => {
  it('is queued, read and kept in the history under the same id', async () => {
    await advance(sandbox, HOUR_MS);
    const queued = await operation(`/data/queue/invoices?connectionId=${xero.toUpperCase()}`);
    expect(queued).toMatchObject({ companyId: company, connectionId: xero, isCompleted: false });
    await advance(sandbox, READ_MS);
    const done = await operation(`/data/history/${queued.id.toUpperCase()}`, 'GET');
    expect(done).toMatchObject({ id: queued.id, status: 'Complete', requested: queued.requested });
    const found = await history('dataType=invoices&&status=Complete');
    expect(found.results.map(({ id }) => id)[0]).toBe(queued.id);
    expect(found.totalResults).toBe(2);
  });

  it('that is being read is refused, and the refusal names the read', async () => {
    const response = await call('POST', '/data/queue/transfers');
    const { error }: { error: string } = await response.json();
    expect(response.status).toBe(409);
    const [, dataset = ''] = /previous sync (\S+) is still in progress$/.exec(error) ?? [];
    expect(await operation(`/data/history/${dataset}`, 'GET')).toMatchObject({ dataType: 'transfers' });
  });

  it('is read from every linked connection that offers it', async () => {
    const [one, two] = [await connect('natwest_uk'), await connect('natwest_uk')];
    await createConnection(sandbox, company, 'natwest_uk');
    await advance(sandbox, HOUR_MS);
    await operation('/data/queue/banking-accounts');
    await advance(sandbox, READ_MS);
    const { results } = await history('dataType=banking-accounts', '&orderBy=-requested');
    expect(
      results
        .slice(0, 2)
        .map(({ connectionId }) => connectionId)
        .sort(),
    ).toEqual([one, two].sort());
    expect(results).toHaveLength(4);
  });

  it('needs a linked connection', async () => {
    await call('PATCH', `/connections/${xero}`, { status: 'Unlinked' });
    expect((await call('POST', '/data/queue/invoices')).status).toBe(400);
    expect((await call('POST', `/data/queue/invoices?connectionId=${xero}`)).status).toBe(400);
    const { results } = await history('status=Cancelled', '&pageSize=1');
    expect(results[0]).toMatchObject({ isErrored: true, statusDescription: 'The read was called off.' });
  });
});

describe('all data', () => {
  it('is read again, and nothing that is being read twice', async () => {
    const types = (await history('status!=x', '&pageSize=1')).totalResults;
    expect((await call('POST', '/data/all')).status).toBe(204);
    expect((await history('status!=x', '&pageSize=1')).totalResults).toBe(types);
    await advance(sandbox, READ_MS);
    expect((await call('POST', '/data/all')).status).toBe(204);
    expect((await history('status!=x', '&pageSize=1')).totalResults).toBe(2 * types);
  });

  it('leaves out what the company does not fetch', async () => {
    await advance(sandbox, READ_MS);
    const setting = { dataType: 'invoices', fetchOnFirstLink: false, syncSchedule: 0, syncOrder: 0 };
    await call('POST', '/syncSettings', { companyId: company.toUpperCase(), settings: [setting] });
    await call('POST', '/data/all');
    expect((await history('dataType=invoices')).totalResults).toBe(1);
    expect((await history('dataType=bills')).totalResults).toBe(2);
    await call('POST', '/syncSettings', { settings: [], overridesDefaults: false });
    await advance(sandbox, READ_MS);
    await call('POST', '/data/all');
    expect((await history('dataType=invoices')).totalResults).toBe(2);
  });
});

describe('a product', () => {
  it('reads what it is asked for and nothing else', async () => {
    await call('PUT', '/products/business-insights');
    await advance(sandbox, HOUR_MS);
    const before = (await history('dataType=bills')).totalResults;
    const refresh = { dataTypes: ['invoices', 'invoices'] };
    expect((await call('POST', '/products/business-insights/refresh', refresh)).status).toBe(202);
    expect((await call('POST', '/products/business-insights/refresh')).status).toBe(400);
    await advance(sandbox, READ_MS);
    expect((await history('dataType=bills')).totalResults).toBe(before);
    const wrong = await call('POST', '/products/business-insights/refresh', { dataTypes: ['journals'] });
    expect([wrong.status, await wrong.text()]).toEqual([
      400,
      expect.stringContaining('profitAndLoss, cashFlow'),
    ]);
  });
});

it('a company made with a platform starts where its one connection does', async () => {
  const body = { name: 'A', platformType: 'natwest_uk' };
  const made: { id: string; redirect: string; dataConnections: { id: string; status: string }[] } = await (
    await sandbox.call('POST', '/companies', { body })
  ).json();
  expect(made.redirect).toContain(`/connections/${made.dataConnections[0]?.id}/start?otp=`);
  expect(made.dataConnections.map(({ status }) => status)).toEqual(['PendingAuth']);
  expect((await fetch(made.redirect, { redirect: 'manual' })).status).toBe(303);
});
