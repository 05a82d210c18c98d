// Tests of the request log: it shows what was asked, keeps no secrets and stays small.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createCompany, createConnection, startForTest, type TestSandbox } from '../../test/client';
import { requestWire } from '../control/request-wire';
import { createRequestLog, type LoggedRequest, loggedBody } from './request-log';

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startForTest();
});
afterAll(() => sandbox.close());

async function logText(companyId: string): Promise<string> {
  return (await sandbox.call('GET', `/_sandbox/requests?companyId=${companyId}`)).text();
}

it('shows the request the app made', async () => {
  const { id } = await createCompany(sandbox);
  const path = `/companies/${id}/connections`;
  const headers = { 'x-request-id': 'r-1', 'user-agent': 'accord', 'idempotency-key': 'k-1' };
  await sandbox.call('POST', path, { body: { platformKey: 'gbol' }, headers });
  await sandbox.call('GET', `${path}?pageSize=5&page=1`, { headers: { 'user-agent': 'accord' } });
  await sandbox.call('PATCH', `/companies/${id}`, { body: '{"name": half' });
  const { requests }: { requests: LoggedRequest[] } = JSON.parse(await logText(id.toUpperCase()));
  expect(requests.slice(1)).toMatchObject([
    { method: 'POST', path, body: { platformKey: 'gbol' }, requestId: 'r-1', hasIdempotencyKey: true },
    { method: 'GET', query: 'pageSize=5&page=1', userAgent: 'accord', hasIdempotencyKey: false },
    { method: 'PATCH', body: '{"name": half', status: 400 },
  ]);
  expect(requests.every(({ ms }) => ms >= 0)).toBe(true);
});

it('keeps neither the key nor tokens for a provider', async () => {
  const { id } = await createCompany(sandbox);
  const { id: connectionId } = await createConnection(sandbox, id);
  const path = `/companies/${id}/connections/${connectionId}/authorization`;
  await sandbox.call('PUT', path, { body: { accessToken: 'very-secret' } });
  const text = await logText(id);
  expect(text).toContain('/authorization');
  expect(text).not.toContain('very-secret');
  expect(text).not.toContain(Buffer.from(sandbox.config.apiKey).toString('base64'));
});

function entry(index: number, body: string): LoggedRequest {
  const path = '/companies';
  const at = new Date(0).toISOString();
  return { method: 'POST', template: path, path, hasIdempotencyKey: false, status: index, at, ms: 0, body };
}

it('forgets the oldest when there are many, sooner when they are large', () => {
  const [small, large] = [createRequestLog(), createRequestLog()];
  for (let index = 0; index < 12_000; index += 1) {
    small.add(entry(index, ''));
    large.add(entry(index, 'x'.repeat(4000)));
  }
  expect(small.list()).toHaveLength(5000);
  expect(small.list()[0]?.status).toBe(7000);
  expect(large.list()).toHaveLength(2500);
  expect(large.list().at(-1)?.status).toBe(11_999);
});

it('cuts a long body, which then is text', () => {
  const text = JSON.stringify({ name: 'x'.repeat(5000) });
  const { body } = requestWire(entry(0, loggedBody(text)));
  expect(body).toBe(`${text.slice(0, 4096)}…`);
});
