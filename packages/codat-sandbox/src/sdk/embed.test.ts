// Tests of the embedded API: which page, which token, which company.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { advance, createCompany, startForTest, type TestSandbox } from '../../test/client';
import { connectionShape, linkShape, sessionShape } from './shapes';

let sandbox: TestSandbox;
const ORIGIN = 'https://bank.example';

beforeAll(async () => {
  sandbox = await startForTest({ profile: { name: 'lenient' }, syncSeconds: 0 });
  await sandbox.call('POST', '/corsSettings', { body: { allowedOrigins: [`${ORIGIN}/`] } });
});
afterAll(() => sandbox.close());

async function caller(origin: string = ORIGIN) {
  const { id } = await createCompany(sandbox);
  const { accessToken } = await (await sandbox.call('GET', `/companies/${id}/accessToken`)).json();
  const headers = { origin, authorization: `Bearer ${accessToken}` };
  const ask = (path: string, body?: object, more: object = {}) =>
    fetch(`${sandbox.url}/embed${path}`, {
      headers: { ...headers, ...more },
      ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
    });
  return { id, ask };
}

describe('the modules', () => {
  it.each([
    ['link-sdk.js', 'CodatLink'],
    ['connections-sdk.js', 'CodatConnections'],
  ])('%s is a script any page may load, with %s in it', async (path, name) => {
    const response = await fetch(`${sandbox.url}/${path}`);
    expect(response.headers.get('content-type')).toMatch(/^text\/javascript/);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(await response.text()).toMatch(new RegExp(`export\\s*\\{[^}]*as ${name}\\b`));
  });
});

describe('a call', () => {
  it('is answered to a page that is allowed, in the agreed shape', async () => {
    const { id, ask } = await caller();
    const response = await ask(`/session?companyId=${id.toUpperCase()}`);
    expect(response.headers.get('access-control-allow-origin')).toBe(ORIGIN);
    const session = sessionShape.parse(await response.json());
    expect(session).toMatchObject({
      companyId: id,
      clientName: 'Sandbox client',
      connections: [],
      files: [],
    });
    const keys = session.integrations.map(({ integrationKey }) => integrationKey);
    expect(keys).toEqual(expect.arrayContaining(['gbol', 'natwest_uk', 'exgd']));
    // Switched off, a bank feed, an upload.
    for (const key of ['rvam', 'hcws', 'upac']) expect(keys).not.toContain(key);
  });

  it.each([
    ['another origin', { origin: 'https://evil.example' }, 403, 'https://evil.example'],
    ['no origin', { origin: '' }, 403, '*'],
    ['no token', { authorization: '' }, 401, ORIGIN],
    ['the API key instead of a token', { authorization: 'Basic abc' }, 401, ORIGIN],
  ])('with %s is refused, and the page can read why', async (_, headers, status, readers) => {
    const { ask } = await caller();
    const response = await ask('/session', undefined, headers);
    expect(response.status).toBe(status);
    expect(response.headers.get('access-control-allow-origin')).toBe(readers);
    expect(await response.json()).toMatchObject({ statusCode: status, canBeRetried: 'Unknown' });
  });

  it('is asked for beforehand by browsers, which may send it', async () => {
    const response = await fetch(`${sandbox.url}/embed/session`, {
      method: 'OPTIONS',
      headers: { origin: ORIGIN, 'access-control-request-headers': 'authorization' },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-headers')).toContain('authorization');
  });

  it('with a token of a deleted company finds nothing', async () => {
    const { id, ask } = await caller();
    await sandbox.call('DELETE', `/companies/${id}`);
    expect((await ask('/session')).status).toBe(404);
  });

  it('never reaches a connection of somebody else', async () => {
    const [one, other] = [await caller(), await caller()];
    const { connectionId } = await (await other.ask('/connections', { platformKey: 'gbol' })).json();
    for (const path of ['', '/link', '/disconnect', '/entity']) {
      const body = path === '' ? undefined : { choice: 'keep' };
      expect((await one.ask(`/connections/${connectionId}${path}`, body)).status).toBe(404);
    }
  });

  it('refuses what is not offered', async () => {
    const { ask } = await caller();
    for (const platformKey of ['rvam', 'upac', 'none']) {
      expect((await ask('/connections', { platformKey })).status).toBe(404);
    }
    expect((await ask('/connections', {})).status).toBe(400);
    expect((await ask('/uploads/commerce', {})).status).toBe(404);
  });
});

it('gives a fresh link for a tab at every click, and keeps the first date over a reconnection', async () => {
  const { id, ask } = await caller();
  const started = connectionShape.parse(await (await ask('/connections', { platformKey: 'gbol' })).json());
  const linkOf = async () =>
    linkShape.parse(await (await ask(`/connections/${started.connectionId}/link`, {})).json());
  const [first, second] = [await linkOf(), await linkOf()];
  expect(first.linkUrl).not.toBe(second.linkUrl);
  expect(new URL(first.linkUrl).searchParams.get('link.embedded')).toBe('true');
  const door = `/_sandbox/companies/${id}/connections/${started.connectionId}`;
  await sandbox.call('POST', `${door}/authorize`);
  const look = async () =>
    connectionShape.parse(await (await ask(`/connections/${started.connectionId}`)).json());
  const before = await look();
  await ask(`/connections/${started.connectionId}/disconnect`, {});
  await advance(sandbox, 60_000);
  await sandbox.call('POST', `${door}/authorize`);
  const after = await look();
  expect(after.firstAuthorised).toBe(before.authorised);
  expect(after.authorised).not.toBe(before.authorised);
  // Disconnecting what is not connected is refused, as in the API.
  await ask(`/connections/${started.connectionId}/disconnect`, {});
  expect((await ask(`/connections/${started.connectionId}/disconnect`, {})).status).toBe(400);
});
