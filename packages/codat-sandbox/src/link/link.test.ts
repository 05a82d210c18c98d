// Tests of a link to one provider: one-time passwords, every outcome, the redirect.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  advance,
  authorize,
  createCompany,
  createConnection,
  getConnection,
  locationOf,
  signInAt,
  startForTest,
  type TestSandbox,
  visit,
} from '../../test/client';

const HOUR = 60 * 60 * 1000;
let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startForTest({ profile: { name: 'lenient' }, appUrl: 'http://127.0.0.1:3999' });
});
afterAll(() => sandbox.close());

async function start(platformKey?: string, name?: string) {
  const company = await createCompany(sandbox, name);
  return {
    companyId: company.id,
    ...(await createConnection(sandbox, company.id, platformKey)),
  };
}

describe('a one-time link', () => {
  it('works once, and says 401 in the reader’s language afterwards', async () => {
    const { linkUrl } = await start();
    expect((await visit(linkUrl)).status).toBe(303);
    const again = await visit(linkUrl, undefined, 'fr-CA,fr;q=0.9,en;q=0.5');
    expect(again.status).toBe(401);
    expect(await again.text()).toContain('Ce lien ne fonctionne plus');
    expect((await visit(linkUrl.replace(/otp=.*/, ''))).status).toBe(401);
  });

  it('is not spent by a preview', async () => {
    const { linkUrl } = await start();
    await fetch(linkUrl, { method: 'HEAD' });
    expect((await visit(linkUrl)).status).toBe(303);
  });

  it('is fresh on every read, and an earlier one stays good', async () => {
    const { companyId, id, linkUrl } = await start();
    const later = await getConnection(sandbox, companyId, id);
    expect(later.linkUrl).not.toBe(linkUrl);
    expect((await visit(linkUrl)).status).toBe(303);
    expect((await visit(later.linkUrl)).status).toBe(303);
  });

  it('dies after a day, for a QuickBooks bank feed after an hour', async () => {
    const [day, hour] = [await start(), await start('hcws')];
    await advance(sandbox, HOUR - 1000);
    expect((await visit((await start('hcws')).linkUrl)).status).toBe(303);
    await advance(sandbox, 2000);
    expect((await visit(hour.linkUrl)).status).toBe(401);
    await advance(sandbox, 23 * HOUR);
    expect((await visit(day.linkUrl)).status).toBe(401);
  });

  it('leads nowhere once the connection is deleted', async () => {
    const { companyId, id, linkUrl } = await start();
    const flow = await signInAt(sandbox, linkUrl);
    await sandbox.call('DELETE', `/companies/${companyId}/connections/${id}`);
    expect((await visit(`${flow}/authorise`, {})).status).toBe(404);
    expect((await visit(linkUrl)).status).toBe(404);
  });
});

describe('a visit', () => {
  it('authorises: linked, named, errors resolved, and a second press changes nothing', async () => {
    const { companyId, id, linkUrl } = await start();
    await visit(`${await signInAt(sandbox, linkUrl)}/cancel`, {});
    const again = await getConnection(sandbox, companyId, id);
    const flow = await signInAt(sandbox, again.linkUrl);
    const page = await (await visit(`${flow}/choose`)).text();
    const organisation = [...page.matchAll(/name="organisation"\s+value="([^"]+)"/g)].at(1)?.[1] ?? '';
    expect(organisation).not.toBe('');

    const first = await visit(`${flow}/authorise`, { organisation });
    expect(first.status).toBe(303);
    const back = new URL(locationOf(first, sandbox.url));
    expect(back.origin + back.pathname).toBe('http://127.0.0.1:3999/connect/return');
    expect(Object.fromEntries(back.searchParams)).toEqual({
      companyId,
      connectionId: id,
      statusCode: '200',
      errorMessage: '',
      platform: 'gbol',
      statusText: '',
      organisation: expect.any(String),
      state: '',
    });
    const linked = await getConnection(sandbox, companyId, id);
    expect(linked).toMatchObject({ status: 'Linked', connectionInfo: { organisationId: organisation } });
    expect(linked.dataConnectionErrors?.map(({ status }) => status)).toEqual(['Resolved']);

    expect(locationOf(await visit(`${flow}/cancel`, {}), sandbox.url)).toBe(back.href);
    expect((await getConnection(sandbox, companyId, id)).status).toBe('Linked');
    expect(await (await visit(flow)).text()).toContain('You have finished here');
  });

  it.each([
    [
      'cancel',
      '403',
      'User cancelled.',
      { statusCode: '403', statusText: 'User cancelled linking', errorMessage: 'User cancelled' },
    ],
    ['provider-error', '500', 'Unknown error occurred.', { statusCode: '500' }],
    ['not-supported', '501', 'Not supported.', { statusCode: '501' }],
  ])('ends by %s with %s and an active error', async (choice, statusCode, errorMessage, item) => {
    const { companyId, id, linkUrl } = await start();
    const flow = locationOf(await visit(linkUrl), sandbox.url);
    const back = new URL(locationOf(await visit(`${flow}/${choice}`, {}), sandbox.url));
    expect(Object.fromEntries(back.searchParams)).toMatchObject({
      statusCode,
      errorMessage,
      connectionId: id,
    });
    const connection = await getConnection(sandbox, companyId, id);
    expect(connection.status).toBe('PendingAuth');
    expect(connection.dataConnectionErrors).toMatchObject([{ ...item, status: 'Active' }]);
  });

  it('ends without connecting: 201, no connection named, no error', async () => {
    const { companyId, id, linkUrl } = await start();
    const flow = locationOf(await visit(linkUrl), sandbox.url);
    const back = new URL(locationOf(await visit(`${flow}/finish`, {}), sandbox.url));
    expect(Object.fromEntries(back.searchParams)).toMatchObject({
      statusCode: '201',
      connectionId: '',
      companyId,
    });
    expect(await getConnection(sandbox, companyId, id)).toMatchObject({
      status: 'PendingAuth',
      dataConnectionErrors: [],
    });
  });

  it('cannot authorise before signing in', async () => {
    const { companyId, id, linkUrl } = await start();
    const flow = locationOf(await visit(linkUrl), sandbox.url);
    expect(locationOf(await visit(`${flow}/authorise`, {}), sandbox.url)).toBe(flow);
    expect((await getConnection(sandbox, companyId, id)).status).toBe('PendingAuth');
  });

  it('refuses a second accounting platform, not a bank beside it', async () => {
    const { companyId, id } = await start('gbol', 'Kestrel Ltd');
    await authorize(sandbox, companyId, id);
    const second = await createConnection(sandbox, companyId, 'qhyg');
    const flow = await signInAt(sandbox, second.linkUrl);
    const back = new URL(locationOf(await visit(`${flow}/authorise`, {}), sandbox.url));
    expect(back.searchParams.get('statusCode')).toBe('500');
    expect(await getConnection(sandbox, companyId, second.id)).toMatchObject({
      status: 'PendingAuth',
      dataConnectionErrors: [{ status: 'Active' }],
    });
    const bank = await createConnection(sandbox, companyId, 'natwest_uk');
    await visit(`${await signInAt(sandbox, bank.linkUrl)}/authorise`, { account: 'Current account' });
    expect((await getConnection(sandbox, companyId, bank.id)).status).toBe('Linked');
  });

  it('reads types one after another, and stops when access ends', async () => {
    const { companyId, id } = await start();
    await authorize(sandbox, companyId, id);
    const statuses = async () => {
      const response = await sandbox.call('GET', `/companies/${companyId}/dataStatus`);
      const body: Record<string, { currentStatus: string }> = await response.json();
      return Object.values(body).map(({ currentStatus }) => currentStatus);
    };
    expect(await statuses()).toEqual(expect.arrayContaining(['Fetching', 'Queued']));
    await advance(sandbox, 10_000);
    expect(await statuses()).toEqual(expect.arrayContaining(['Complete', 'Queued']));
    await sandbox.call('POST', `/_sandbox/companies/${companyId}/connections/${id}/deauthorize`);
    expect(new Set(await statuses())).toEqual(new Set(['Complete', 'AuthError']));
    const lost = await getConnection(sandbox, companyId, id);
    expect(lost).toMatchObject({ status: 'Deauthorized', dataConnectionErrors: [{ statusCode: '401' }] });
    await authorize(sandbox, companyId, id);
    await advance(sandbox, 21_000);
    expect(new Set(await statuses())).toEqual(new Set(['Complete']));
  });
});

describe('the pages', () => {
  it.each([
    ['en', 'Sign in', 'Cancel', 'Make something go wrong', 'Provider error'],
    ['fr', 'Se connecter', 'Annuler', 'Provoquer un problème', 'Erreur du fournisseur'],
  ])('speak %s and name whom they stand in for', async (language, ...words) => {
    const { linkUrl } = await start('natwest_uk');
    const text = await (
      await visit(locationOf(await visit(linkUrl), sandbox.url), undefined, language)
    ).text();
    for (const word of [...words, 'NatWest', `<html lang="${language}">`]) expect(text).toContain(word);
  });
});
