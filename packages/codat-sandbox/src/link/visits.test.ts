// Tests of a company's hosted Link: list, search, pick, come back, manage, end.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  advance,
  authorize,
  createCompany,
  createConnection,
  getConnection,
  locationOf,
  startForTest,
  type TestSandbox,
  visit,
} from '../../test/client';
import { textAt } from '../../test/customer';

const APP = 'http://127.0.0.1:3999';
const DAY = 24 * 60 * 60 * 1000;
let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startForTest({ profile: { name: 'lenient' }, appUrl: APP });
});
afterAll(() => sandbox.close());

async function open(query = '') {
  const company = await createCompany(sandbox, 'Kestrel Coffee');
  const list = locationOf(await visit(company.redirect + query), sandbox.url);
  return { companyId: company.id, redirect: company.redirect, list: list.split('?')[0] ?? '' };
}

const connectionsOf = async (companyId: string) =>
  (await sandbox.sdk.connections.list({ companyId, page: 1, pageSize: 100 })).results ?? [];

/** Picks, signs in and authorises; where that leads. */
async function connect(list: string, platform: string): Promise<string> {
  const flow = locationOf(await visit(`${list}/pick`, { platform }), sandbox.url);
  await visit(`${flow}/sign-in`, {});
  return locationOf(await visit(`${flow}/authorise`, { account: 'Current account' }), sandbox.url);
}

const end = async (list: string, choice: 'finish' | 'leave') =>
  Object.fromEntries(
    new URL(locationOf(await visit(`${list}/${choice}`, {}), sandbox.url)).searchParams.entries(),
  );

describe('the link of a whole company', () => {
  it('works once, for a day, and a preview does not spend it', async () => {
    const [once, late] = [await createCompany(sandbox), await createCompany(sandbox)];
    expect((await fetch(once.redirect, { method: 'HEAD' })).status).toBe(200);
    expect((await visit(once.redirect)).status).toBe(303);
    expect((await visit(once.redirect)).status).toBe(401);
    await advance(sandbox, DAY);
    expect((await visit(late.redirect)).status).toBe(401);
  });

  it('leads nowhere once the company is deleted, also in the middle', async () => {
    const { companyId, redirect, list } = await open();
    await sandbox.call('DELETE', `/companies/${companyId}`);
    expect((await visit(redirect)).status).toBe(404);
    for (const step of ['', '/platforms', '/manage']) expect((await visit(list + step)).status).toBe(404);
    expect((await visit(`${list}/finish`, {})).status).toBe(404);
  });
});

describe('the platforms', () => {
  const namesAt = async (url: string) =>
    [...(await textAt(url)).matchAll(/name="platform" value="[^"]+">[\s\S]*?<strong>([^<]+)</g)].map(
      ([, name]) => name,
    );

  it('are shown by kind and found by part of a name, without those nobody may choose', async () => {
    const { list } = await open();
    expect(await namesAt(`${list}/platforms?type=Banking`)).toEqual([
      'Plaid',
      'TrueLayer',
      'Demo Bank',
      'NatWest',
      'Barclays',
      'Lloyds Bank',
    ]);
    expect(await namesAt(`${list}/platforms?q=BOOKS%20online`)).toEqual([
      'QuickBooks Online',
      'QuickBooks Online Sandbox',
    ]);
    expect(await namesAt(`${list}/platforms?q=workday`)).toEqual([]);
    expect(await textAt(`${list}/platforms?q=zz`, 'fr')).toContain('Rien ne porte ce nom.');
  });

  it('include test platforms unless the link says otherwise', async () => {
    const shown = await open('&link.showSandboxIntegrations=true');
    expect(await namesAt(`${shown.list}/platforms?q=sandbox`)).toContain('Commerce Sandbox');
    const hidden = await open('&link.showSandboxIntegrations=false');
    expect(await namesAt(`${hidden.list}/platforms?q=sandbox`)).toEqual([]);
    await visit(`${hidden.list}/pick`, { platform: 'aiwb' });
    expect(await connectionsOf(hidden.companyId)).toEqual([]);
  });

  it('that were not offered cannot be picked', async () => {
    const { companyId, list } = await open();
    for (const platform of ['rvam', 'hcws', 'olpr', 'nope', '']) {
      expect(locationOf(await visit(`${list}/pick`, { platform }), sandbox.url)).toBe(list);
    }
    expect(await connectionsOf(companyId)).toEqual([]);
  });
});

describe('a visit to the whole company', () => {
  it('connects several, shows them, and ends with 200 and the latest', async () => {
    const { companyId, list } = await open('&state=abc');
    expect(await connect(list, 'gbol')).toBe(`${list}?said=200`);
    await connect(list, 'natwest_uk');
    const page = await textAt(`${list}?said=200`);
    expect(page).toContain('That is connected.');
    expect(page.match(/state Linked/g)).toHaveLength(2);
    expect(page).toContain('Xero is connected. A business connects one.');
    expect(page).not.toContain('Leave without connecting');
    const bank = (await connectionsOf(companyId)).find(({ platformName }) => platformName !== 'Xero');
    const back = await end(list, 'finish');
    expect(back).toMatchObject({ statusCode: '200', connectionId: bank?.id, companyId, state: 'abc' });
    // Back, and a second press.
    expect(await textAt(list)).toContain('You have finished here');
    expect(await end(list, 'leave')).toEqual(back);
    expect(locationOf(await visit(`${list}/pick`, { platform: 'fztf' }), sandbox.url)).toBe(
      `${sandbox.url}/`,
    );
  });

  it('ends with 201 when nothing came of it, with 403 when left', async () => {
    const nothing = await open();
    expect(await end(nothing.list, 'finish')).toMatchObject({
      statusCode: '201',
      connectionId: '',
      platform: '',
    });
    const left = await open();
    expect(await end(left.list, 'leave')).toMatchObject({
      statusCode: '403',
      errorMessage: 'User cancelled.',
      connectionId: '',
    });
  });

  it('takes up what waits instead of making another', async () => {
    const { companyId, list } = await open();
    const flow = locationOf(await visit(`${list}/pick`, { platform: 'gbol' }), sandbox.url);
    expect(locationOf(await visit(`${flow}/cancel`, {}), sandbox.url)).toBe(`${list}?said=403`);
    const page = await textAt(`${list}?said=403`);
    expect(page).toContain('Waiting for you');
    expect(page).toContain('Continue with Xero');
    await Promise.all([1, 2].map(() => visit(`${list}/pick`, { platform: 'gbol' })));
    const [waiting, ...others] = await connectionsOf(companyId);
    expect(others).toEqual([]);
    const again = locationOf(await visit(`${list}/connections/${waiting?.id}/continue`, {}), sandbox.url);
    await visit(`${again}/sign-in`, {});
    await visit(`${again}/authorise`, {});
    expect((await connectionsOf(companyId)).map(({ status }) => status)).toEqual(['Linked']);
  });

  it('goes on from a connection that was deleted under the customer', async () => {
    const { companyId, list } = await open();
    const flow = locationOf(await visit(`${list}/pick`, { platform: 'gbol' }), sandbox.url);
    const [connection] = await connectionsOf(companyId);
    await sandbox.call('DELETE', `/companies/${companyId}/connections/${connection?.id}`);
    const gone = await visit(flow);
    expect(gone.status).toBe(404);
    expect(await gone.text()).toContain(`href="${new URL(list).pathname}"`);
    expect(await end(list, 'finish')).toMatchObject({ statusCode: '201' });
  });

  it('does not offer a second accounting platform', async () => {
    const { companyId, list } = await open();
    const { id } = await createConnection(sandbox, companyId, 'gbol');
    await authorize(sandbox, companyId, id);
    expect(await textAt(`${list}/platforms?q=quickbooks`)).toContain('Nothing has that name.');
    expect(locationOf(await visit(`${list}/pick`, { platform: 'qhyg' }), sandbox.url)).toBe(list);
  });
});

describe('the manage page', () => {
  it('disconnects once, and connects the same connection again', async () => {
    const { companyId, list } = await open();
    await connect(list, 'gbol');
    const [connection] = await connectionsOf(companyId);
    const base = `${list}/connections/${connection?.id}`;
    expect(await textAt(`${list}/manage`)).toContain('Disconnect Xero');
    for (let press = 0; press < 2; press += 1) {
      expect(locationOf(await visit(`${base}/disconnect`, {}), sandbox.url)).toBe(
        `${list}/manage?said=disconnected`,
      );
    }
    expect((await getConnection(sandbox, companyId, connection?.id ?? '')).status).toBe('Unlinked');
    expect(await textAt(`${list}/manage`)).toContain('Reconnect Xero');
    expect(await connect(list, 'gbol')).toBe(`${list}?said=200`);
    expect((await connectionsOf(companyId)).map(({ id, status }) => [id, status])).toEqual([
      [connection?.id, 'Linked'],
    ]);
  });

  it('warns before another legal entity takes the place of the first', async () => {
    const { companyId, list } = await open();
    await connect(list, 'qhyg');
    const [connection] = await connectionsOf(companyId);
    const flow = locationOf(await visit(`${list}/connections/${connection?.id}/continue`, {}), sandbox.url);
    await visit(`${flow}/sign-in`, {});
    const page = await textAt(`${flow}/choose`);
    const other = [...page.matchAll(/name="organisation" value="([^"]+)"/g)].at(1)?.[1] ?? '';
    const warning = await (await visit(`${flow}/authorise`, { organisation: other })).text();
    expect(warning).toContain('Until now you shared Kestrel Coffee.');
    const before = await getConnection(sandbox, companyId, connection?.id ?? '');
    expect(before.connectionInfo?.organisationId).not.toBe(other);
    await visit(`${flow}/authorise`, { organisation: other, confirmed: 'yes' });
    const after = await getConnection(sandbox, companyId, connection?.id ?? '');
    expect(after.connectionInfo?.organisationId).toBe(other);
  });
});
