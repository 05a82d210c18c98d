// Tests of the banking and commerce data endpoints, and of what may be read and when.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { advance, createConnection, startForTest, type TestSandbox } from '../../test/client';
import { NOW, query, type Reader, readerOf } from '../../test/data-reader';
import { invoicesSchema } from '../../test/schemas/data-accounting';
import {
  bankingAccountsSchema,
  bankingBalancesSchema,
  bankingTransactionsSchema,
} from '../../test/schemas/data-banking';
import { ordersSchema } from '../../test/schemas/data-commerce';

const DAY_MS = 24 * 60 * 60 * 1000;
const MONTHLY = '?periodLength=1&periodsToCompare=24';

let sandbox: TestSandbox;
let reader: Reader;

beforeAll(async () => {
  sandbox = await startForTest({ profile: { name: 'lenient' }, syncSeconds: 0, now: () => NOW });
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  reader = await readerOf(sandbox);
});

describe('banks', () => {
  it('give accounts, a balance for every day, and transactions of all accounts', async () => {
    const { of, linked, read } = reader;
    const id = await linked('natwest_uk');
    const accounts = await read(bankingAccountsSchema, of(id, 'banking-accounts'));
    expect(new Set(accounts.results.map(({ institution }) => institution.name))).toEqual(
      new Set(['NatWest']),
    );
    const balances = await read(bankingBalancesSchema, of(id, 'banking-accountBalances?pageSize=5000'));
    expect(balances.totalResults % accounts.totalResults).toBe(0);
    for (const account of accounts.results) {
      const newest = balances.results.find(({ accountId }) => accountId === account.id);
      expect(newest?.date).toBe('2026-11-20T00:00:00');
      expect(newest?.balance).toEqual(account.balance);
    }
    const own = query(`accountId=${accounts.results[0]?.id}&&amount<0`);
    const spent = await read(bankingTransactionsSchema, of(id, `banking-transactions${own}`));
    expect(spent.totalResults).toBeGreaterThan(200);
    expect(spent.results.every(({ amount }) => amount < 0)).toBe(true);
  });
});

describe('shops', () => {
  it('give orders whose lines, postage, refunds and payments add up', async () => {
    const { of, linked, read } = reader;
    const id = await linked('aiwb');
    const { results } = await read(ordersSchema, of(id, 'commerce-orders?pageSize=5000'));
    expect(results.some(({ currency }) => currency === 'EUR')).toBe(true);
    expect(results.some(({ totalRefund }) => totalRefund < 0)).toBe(true);
    expect(new Set(results.map(({ id: each }) => each)).size).toBe(results.length);
    for (const order of results) {
      const parts = [...order.orderLineItems, ...order.serviceCharges];
      expect(parts.reduce((sum, each) => sum + each.totalAmount, 0)).toBeCloseTo(order.totalAmount, 6);
      expect(order.payments.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(order.totalAmount, 6);
    }
    const refunded = await read(ordersSchema, of(id, `commerce-orders${query('totalRefund<0')}`));
    expect(refunded.results).toEqual(results.filter(({ totalRefund }) => totalRefund < 0));
  });

  it('cut long lists into pages that follow one another', async () => {
    const { of, linked, read } = reader;
    const id = await linked('aiwb');
    const all = await read(ordersSchema, of(id, 'commerce-orders?pageSize=5000'));
    const second = await read(ordersSchema, of(id, 'commerce-orders?page=2&pageSize=50'));
    expect(second.results).toEqual(all.results.slice(50, 100));
    const next = await read(ordersSchema, second._links.next?.href ?? '');
    expect(next.results).toEqual(all.results.slice(100, 150));
  });
});

describe('what may be read', () => {
  it('is nothing before a read has come through', async () => {
    const { companyId, data, of, refused } = reader;
    const { id } = await createConnection(sandbox, companyId, 'gbol');
    const bank = await createConnection(sandbox, companyId, 'natwest_uk');
    for (const path of [
      data('invoices'),
      data(`financials/profitAndLoss${MONTHLY}`),
      of(id, 'bankAccounts'),
      of(bank.id, 'banking-transactions'),
    ]) {
      expect(await refused(path), path).toMatchObject({ statusCode: 409, service: 'PullApi' });
    }
  });

  it('is only what the platform offers', async () => {
    const { companyId, data, of, linked, read, refused } = reader;
    const bank = await linked('natwest_uk');
    const { integrationId } = await (
      await sandbox.call('GET', `/companies/${companyId}/connections/${bank}`)
    ).json();
    expect(await refused(of(bank, 'bankAccounts'))).toMatchObject({
      statusCode: 400,
      service: 'PullApi',
      error: `Datatype 'bankAccounts' not supported by platform ${integrationId}`,
    });
    expect(await refused(of(bank, 'commerce-orders'))).toMatchObject({ statusCode: 400 });
    await linked('fbrh');
    expect(await refused(data(`financials/profitAndLoss${MONTHLY}`))).toMatchObject({ statusCode: 400 });
    expect((await read(invoicesSchema, data('invoices'))).totalResults).toBeGreaterThan(0);
  });

  it('stays after the customer leaves, and stops where the last read ended', async () => {
    const { companyId, data, of, linked, read, refused } = reader;
    const id = await linked('gbol');
    const path = data('invoices?pageSize=5000');
    const before = await read(invoicesSchema, path);
    await advance(sandbox, 40 * DAY_MS);
    expect(await read(invoicesSchema, path)).toEqual(before);
    await sandbox.call('POST', data('all'));
    const after = await read(invoicesSchema, path);
    expect(after.results[0]?.issueDate).toMatch(/^2026-12/);
    await sandbox.call('PATCH', `/companies/${companyId}/connections/${id}`, {
      body: { status: 'Unlinked' },
    });
    await advance(sandbox, 40 * DAY_MS);
    expect(await read(invoicesSchema, path)).toEqual(after);
    await sandbox.call('DELETE', `/companies/${companyId}/connections/${id}`);
    expect(await refused(path)).toMatchObject({ statusCode: 409 });
    expect(await refused(of(id, 'bankAccounts'))).toMatchObject({
      statusCode: 404,
      error: `Data connection ${id} not found`,
    });
  });
});
