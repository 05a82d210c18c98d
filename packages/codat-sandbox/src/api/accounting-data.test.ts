// Tests of the accounting data endpoints: reports, invoices, bank accounts in the books.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startForTest, type TestSandbox } from '../../test/client';
import { NOW, query, type Reader, readerOf } from '../../test/data-reader';
import {
  balanceSheetSchema,
  bankAccountsSchema,
  bankTransactionsSchema,
  invoicesSchema,
  profitAndLossSchema,
} from '../../test/schemas/data-accounting';

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

describe('reports', () => {
  it('cover the months asked for, oldest first, and the last one ends where the data ends', async () => {
    const { data, linked, read } = reader;
    await linked('gbol');
    const { reports, ...about } = await read(profitAndLossSchema, data(`financials/profitAndLoss${MONTHLY}`));
    expect(about).toMatchObject({
      currency: 'GBP',
      mostRecentAvailableMonth: '2026-11-01T00:00:00',
      earliestAvailableMonth: '2024-11-01T00:00:00',
    });
    expect(reports).toHaveLength(24);
    expect(reports[0]).toMatchObject({ fromDate: '2024-12-01T00:00:00', toDate: '2024-12-31T00:00:00' });
    expect(reports.at(-1)).toMatchObject({ fromDate: '2026-11-01T00:00:00', toDate: '2026-11-20T00:00:00' });
    const sheets = await read(balanceSheetSchema, data(`financials/balanceSheet${MONTHLY}`));
    expect(sheets.reports.map(({ date }) => date)).toEqual(reports.map(({ toDate }) => toDate));
  });

  it('begin at a month, in steps of several months, and leave out what nobody knows', async () => {
    const { data, linked, read } = reader;
    await linked('gbol');
    const fromMay = await read(
      profitAndLossSchema,
      data('financials/profitAndLoss?periodLength=3&periodsToCompare=4&startMonth=2026-05-17'),
    );
    expect(
      fromMay.reports.map(({ fromDate, toDate }) => [fromDate.slice(0, 7), toDate.slice(0, 10)]),
    ).toEqual([
      ['2026-05', '2026-07-31'],
      ['2026-08', '2026-10-31'],
      ['2026-11', '2026-11-20'],
    ]);
    const years = await read(
      profitAndLossSchema,
      data('financials/profitAndLoss?periodLength=12&periodsToCompare=5'),
    );
    expect(years.reports).toHaveLength(2);
    const future = await read(
      profitAndLossSchema,
      data('financials/profitAndLoss?periodLength=1&periodsToCompare=5&startMonth=2030-01-01T00:00:00Z'),
    );
    expect(future.reports).toEqual([]);
  });

  it.each([
    '',
    '?periodLength=1',
    '?periodsToCompare=2',
    '?periodLength=0&periodsToCompare=2',
    '?periodLength=13&periodsToCompare=2',
    '?periodLength=1.5&periodsToCompare=2',
    '?periodLength=1&periodsToCompare=-1',
    '?periodLength=1&periodsToCompare=2&startMonth=soon',
    '?periodLength=1&periodsToCompare=2&startMonth=2026-13-01',
  ])('refuse %s', async (search) => {
    const { data, linked, refused } = reader;
    await linked('gbol');
    for (const report of ['profitAndLoss', 'balanceSheet']) {
      expect(await refused(data(`financials/${report}${search}`))).toMatchObject({
        statusCode: 400,
        service: 'PublicApi',
      });
    }
  });
});

describe('invoices', () => {
  it('come newest first, in two currencies, and add up to the trade sales of a month', async () => {
    const { data, linked, read } = reader;
    await linked('gbol');
    const all = await read(invoicesSchema, data('invoices?pageSize=5000'));
    const dates = all.results.map(({ issueDate }) => issueDate);
    expect(dates).toEqual([...dates].sort().reverse());
    expect(new Set(all.results.map(({ currency }) => currency))).toEqual(new Set(['GBP', 'EUR']));
    for (const invoice of all.results) {
      const lines = invoice.lineItems.reduce((sum, line) => sum + line.totalAmount, 0);
      expect(lines).toBeCloseTo(invoice.totalAmount, 6);
      expect(invoice.subTotal + invoice.totalTaxAmount).toBeCloseTo(invoice.totalAmount, 6);
      const paid = invoice.paymentAllocations.reduce(
        (sum, { allocation }) => sum + allocation.totalAmount,
        0,
      );
      if (invoice.status !== 'Void') expect(invoice.totalAmount - paid).toBeCloseTo(invoice.amountDue, 6);
      expect(invoice.status === 'Paid').toBe(invoice.paidOnDate !== undefined);
    }
    const october = all.results.filter(({ issueDate }) => issueDate.startsWith('2026-10'));
    const sold = october
      .filter(({ status }) => status !== 'Draft' && status !== 'Void')
      .reduce((sum, invoice) => sum + invoice.subTotal * invoice.currencyRate, 0);
    const { reports } = await read(
      profitAndLossSchema,
      data('financials/profitAndLoss?periodLength=1&periodsToCompare=1&startMonth=2026-10-01'),
    );
    const trade = reports[0]?.income.items.find(({ name }) => name === 'Trade sales');
    expect(Math.abs((trade?.value ?? 0) - sold)).toBeLessThan(1);
  });

  it('are found by state, date, amount and currency, and ordered as asked', async () => {
    const { data, linked, read, refused } = reader;
    await linked('gbol');
    const all = (await read(invoicesSchema, data('invoices?pageSize=5000'))).results;
    type Invoice = (typeof all)[number];
    const cases: [string, (invoice: Invoice) => boolean][] = [
      ['status=Paid', ({ status }) => status === 'Paid'],
      ['issueDate>2026-01-01', ({ issueDate }) => issueDate > '2026-01-01T00:00:00'],
      ['totalAmount>500&&currency=EUR', (i) => i.totalAmount > 500 && i.currency === 'EUR'],
      ['customerRef.companyName~hotel', (i) => /hotel/i.test(i.customerRef.companyName)],
    ];
    for (const [text, keeps] of cases) {
      const found = await read(invoicesSchema, data(`invoices${query(text)}`));
      expect(found.totalResults, text).toBeGreaterThan(0);
      expect(found.totalResults, text).toBeLessThan(all.length);
      expect(found.results, text).toEqual(all.filter(keeps));
    }
    const ordered = await read(invoicesSchema, data('invoices?orderBy=-totalAmount&pageSize=20'));
    const amounts = all.map(({ totalAmount }) => totalAmount).sort((a, b) => b - a);
    expect(ordered.results.map(({ totalAmount }) => totalAmount)).toEqual(amounts.slice(0, 20));
    expect(await refused(data(`invoices${query('colour=red')}`))).toMatchObject({
      statusCode: 400,
      error: 'Error parsing query - Could not resolve property colour on Invoice',
    });
  });
});

describe('bank accounts in the books', () => {
  it('hold what their transactions add up to, and agree with the balance sheet', async () => {
    const { data, of, linked, read } = reader;
    const id = await linked('gbol');
    const { results } = await read(bankAccountsSchema, of(id, 'bankAccounts'));
    expect(results.map(({ currency }) => currency)).toEqual(['GBP', 'GBP', 'EUR']);
    for (const account of results) {
      const path = of(id, `bankAccounts/${account.id}/bankTransactions?pageSize=5000`);
      const page = await read(bankTransactionsSchema, path);
      expect(page.results[0]?.balance).toBe(account.balance);
      expect(page.results.every(({ accountId }) => accountId === account.id)).toBe(true);
    }
    const { reports } = await read(
      balanceSheetSchema,
      data('financials/balanceSheet?periodLength=1&periodsToCompare=1'),
    );
    const bank = reports[0]?.assets.items.find(({ name }) => name === 'Bank');
    expect(bank?.items.find(({ name }) => name === 'Current account')?.value).toBe(results[0]?.balance);
  });

  it('are not found under another id', async () => {
    const { of, linked, refused } = reader;
    const id = await linked('gbol');
    const path = of(id, `bankAccounts/${randomUUID()}/bankTransactions`);
    expect(await refused(path)).toMatchObject({ statusCode: 404 });
  });
});
