// Tests of links that work more than once, which a client may choose.
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  createCompany,
  createConnection,
  getConnection,
  startForTest,
  type TestSandbox,
  visit,
} from '../../test/client';

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startForTest({ profile: { name: 'lenient' } });
});
afterAll(() => sandbox.close());

it('makes links without a password that open as often as one likes, and back again', async () => {
  const { id: companyId } = await createCompany(sandbox);
  const { id, linkUrl: oneTime } = await createConnection(sandbox, companyId);
  await sandbox.call('PUT', '/_sandbox/settings', { body: { oneTimeLinks: false } });
  const { linkUrl, redirect } = {
    linkUrl: (await sandbox.sdk.connections.get({ companyId, connectionId: id })).linkUrl,
    redirect: (await sandbox.sdk.companies.get({ companyId })).redirect,
  };
  expect(linkUrl).not.toContain('otp');
  expect(redirect).not.toContain('otp');
  for (const address of [linkUrl, linkUrl, redirect, redirect])
    expect((await visit(address)).status).toBe(303);

  await sandbox.call('PUT', '/_sandbox/settings', { body: { oneTimeLinks: true } });
  expect((await visit(linkUrl)).status).toBe(401);
  expect((await visit(oneTime)).status).toBe(303);
  expect((await visit((await getConnection(sandbox, companyId, id)).linkUrl)).status).toBe(303);
});
