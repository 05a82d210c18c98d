// Tests of choices at each kind of provider, and of the effect of a box left empty.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  advance,
  createCompany,
  createConnection,
  getConnection,
  locationOf,
  signInAt,
  startForTest,
  type TestSandbox,
  visit,
} from '../../test/client';
import { formOf, submit, textAt } from '../../test/customer';
import { DATA_TYPES } from '../catalogue/data-types';
import { PERMISSIONS } from './permissions';

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startForTest({ profile: { name: 'lenient' }, appUrl: 'http://127.0.0.1:3999' });
});
afterAll(() => sandbox.close());

async function arrive(platformKey: string) {
  const company = await createCompany(sandbox, 'Kestrel Coffee');
  const { id, linkUrl } = await createConnection(sandbox, company.id, platformKey);
  const flow = await signInAt(sandbox, linkUrl);
  return { companyId: company.id, id, flow, page: await textAt(`${flow}/choose`) };
}

async function statusesOf(companyId: string): Promise<Record<string, string>> {
  const response = await sandbox.call('GET', `/companies/${companyId}/dataStatus`);
  const body: Record<string, { currentStatus: string }> = await response.json();
  return Object.fromEntries(Object.entries(body).map(([type, { currentStatus }]) => [type, currentStatus]));
}

describe('permissions', () => {
  it('name every data type once', () => {
    expect(PERMISSIONS.flatMap(({ types }) => types).toSorted()).toEqual(DATA_TYPES.toSorted());
  });

  it('left empty are refused as a whole, and the rest is read', async () => {
    const { companyId, id, flow, page } = await arrive('gbol');
    const form = formOf(page);
    expect(form.getAll('permission')).toEqual(form.getAll('asked'));
    form.delete('permission', 'sales');
    form.delete('permission', 'profit');
    expect((await submit(`${flow}/authorise`, form)).status).toBe(303);
    expect((await getConnection(sandbox, companyId, id)).status).toBe('Linked');
    await advance(sandbox, 60_000);
    const statuses = await statusesOf(companyId);
    const refused = Object.keys(statuses).filter((type) => statuses[type] === 'PermissionsError');
    expect(refused.toSorted()).toEqual(
      [
        'creditNotes',
        'customers',
        'directIncomes',
        'invoices',
        'payments',
        'profitAndLoss',
        'salesOrders',
      ].toSorted(),
    );
    expect(statuses).toMatchObject({ balanceSheet: 'Complete', bills: 'Complete' });
  });

  it('all ticked, nothing is refused', async () => {
    const { companyId, flow, page } = await arrive('fztf');
    await submit(`${flow}/authorise`, formOf(page));
    await advance(sandbox, 60_000);
    expect(new Set(Object.values(await statusesOf(companyId)))).toEqual(new Set(['Complete']));
  });
});

describe('a bank', () => {
  it('shows the accounts that are read later, with the end of their numbers', async () => {
    const { companyId, id, flow, page } = await arrive('natwest_uk');
    expect(page).toContain('Accounts of Kestrel Coffee');
    expect(page.match(/•••• \d{4}/g)).toHaveLength(3);
    expect(page).toMatch(/£[\d,]+\.\d\d/);
    const form = formOf(page);
    expect(form.getAll('account')).toEqual(['Current account']);
    form.append('account', 'Savings account');
    form.append('account', 'Account of somebody else');
    await submit(`${flow}/authorise`, form);
    expect(await getConnection(sandbox, companyId, id)).toMatchObject({
      status: 'Linked',
      connectionInfo: { accounts: 'Current account, Savings account' },
    });
  });

  it('needs one account at least', async () => {
    const { companyId, id, flow, page } = await arrive('natwest_uk');
    const form = formOf(page);
    form.delete('account');
    const answer = await submit(`${flow}/authorise`, form);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('Choose at least one account.');
    expect((await getConnection(sandbox, companyId, id)).status).toBe('PendingAuth');
    expect(await textAt(`${flow}/authorise`)).toContain('Which accounts do you want to share?');
  });
});

describe('the other providers', () => {
  it('offer organisations or stores, one of them the business itself', async () => {
    for (const [key, title] of [
      ['gbol', 'Which organisation do you want to share?'],
      ['hcws', 'Which organisation do you want to share?'],
      ['fztf', 'Which store do you want to share?'],
    ] as const) {
      const { page } = await arrive(key);
      expect(page).toContain(title);
      expect(page).toContain('<strong>Kestrel Coffee</strong>');
      expect(page).toContain('<strong>Kestrel Coffee Roasters Ltd</strong>');
    }
  });

  it('on a computer ask for the connector instead of a password', async () => {
    const company = await createCompany(sandbox);
    const { id, linkUrl } = await createConnection(sandbox, company.id, 'hbql');
    const flow = locationOf(await visit(linkUrl), sandbox.url);
    const page = await textAt(flow);
    expect(page).toContain('The connector is installed');
    expect(page).not.toContain('type="password"');
    await visit(`${flow}/sign-in`, {});
    await submit(`${flow}/authorise`, formOf(await textAt(`${flow}/choose`)));
    expect((await getConnection(sandbox, company.id, id)).status).toBe('Linked');
  });

  it('that are down say so, change nothing, and let go of the customer', async () => {
    const { companyId, id, flow } = await arrive('gbol');
    const down = await visit(`${flow}/down`);
    expect(down.status).toBe(503);
    expect(await down.text()).toContain('Xero cannot be reached');
    expect((await getConnection(sandbox, companyId, id)).dataConnectionErrors).toEqual([]);
    const back = new URL(locationOf(await visit(`${flow}/provider-error`, {}), sandbox.url));
    expect(back.searchParams.get('statusCode')).toBe('500');
  });
});
