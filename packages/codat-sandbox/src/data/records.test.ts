// Tests of generated records: they add up, never change, and differ between companies.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReportLineJson } from '../../test/schemas/data-accounting';
import { balanceSheet } from './balance-sheet';
import { bankAccountsOf } from './bank-accounts';
import { businessOf } from './business';
import { dayOf } from './calendar';
import { historyOf } from './history';
import { amountDue, statusOf } from './invoices';
import { amountOf, lineGross, ordersOf } from './orders';
import { profitAndLoss } from './profit-and-loss';
import { type Records, recordsOf } from './records';

const DAY_MS = 24 * 60 * 60 * 1000;
const CREATED = Date.UTC(2026, 10, 21, 12);
const MONTHS = { length: 1, count: 25 };

const companies = fc.record({
  id: fc.uuid(),
  name: fc.constantFrom(
    'Kestrel Coffee',
    'Boulangerie Tremblay',
    'Harbour Bikes',
    'Maison Verte',
    'Toronto Goods',
  ),
  createdAt: fc.integer({ min: CREATED, max: CREATED + 400 * DAY_MS }),
});
/** Any company, read some time after it came into being. */
const readings = fc
  .record({ company: companies, laterDays: fc.integer({ min: 0, max: 200 }) })
  .map(({ company, laterDays }) => {
    const asOf = company.createdAt + laterDays * DAY_MS;
    return { company, asOf, records: recordsOf(company, asOf) };
  });
const RUNS = { numRuns: 12 };

const cents = (value: number) => Math.round(value * 100);
const sumOf = (lines: readonly { value: number }[]) =>
  lines.reduce((sum, { value }) => sum + cents(value), 0);

/** Every line that has parts is their sum, all the way down. */
function wrongSums(line: ReportLineJson): string[] {
  if (line.items.length === 0) return [];
  const own = sumOf(line.items) === cents(line.value) ? [] : [line.name];
  return [...own, ...line.items.flatMap(wrongSums)];
}

describe('a profit and loss account', () => {
  it('adds up from lines to net profit', () => {
    fc.assert(
      fc.property(readings, ({ records }) => {
        for (const report of profitAndLoss(records, MONTHS).reports) {
          const { income, costOfSales, expenses, otherIncome, otherExpenses } = report;
          const lines = [income, costOfSales, expenses, otherIncome, otherExpenses];
          expect(lines.flatMap(wrongSums)).toEqual([]);
          const gross = cents(income.value) - cents(costOfSales.value);
          const other = cents(otherIncome.value) - cents(otherExpenses.value);
          expect(cents(report.grossProfit)).toBe(gross);
          expect(cents(report.netOperatingProfit)).toBe(gross - cents(expenses.value));
          expect(cents(report.netOtherIncome)).toBe(other);
          expect(cents(report.netProfit)).toBe(gross - cents(expenses.value) + other);
        }
      }),
      RUNS,
    );
  });

  it('is that of a business that lives: sales every month, a profit over two years, not a fairy tale', () => {
    fc.assert(
      fc.property(readings, ({ records }) => {
        const { reports } = profitAndLoss(records, { length: 12, count: 2 });
        expect(reports).toHaveLength(2);
        for (const { income, grossProfit, netProfit } of reports) {
          expect(income.value).toBeGreaterThan(150_000);
          expect(grossProfit / income.value).toBeGreaterThan(0.35);
          expect(netProfit / income.value).toBeLessThan(0.25);
          expect(netProfit / income.value).toBeGreaterThan(-0.02);
        }
      }),
      RUNS,
    );
  });

  it('says the same in months and in quarters', () => {
    fc.assert(
      fc.property(readings, ({ records }) => {
        const months = profitAndLoss(records, { length: 1, count: 24 }).reports;
        const quarters = profitAndLoss(records, { length: 3, count: 8 }).reports;
        expect(sumOf(quarters.map(({ netProfit }) => ({ value: netProfit })))).toBe(
          sumOf(months.map(({ netProfit }) => ({ value: netProfit }))),
        );
        expect(quarters.map(({ fromDate }) => fromDate)).toEqual(
          months.filter((_, index) => index % 3 === 0).map(({ fromDate }) => fromDate),
        );
      }),
      RUNS,
    );
  });
});

describe('a balance sheet', () => {
  it('balances, and moves by the profit and what the owners took', () => {
    fc.assert(
      fc.property(readings, ({ records }) => {
        const sheets = balanceSheet(records, MONTHS).reports;
        const results = profitAndLoss(records, MONTHS).reports;
        for (const [index, { assets, liabilities, equity, netAssets }] of sheets.entries()) {
          expect([assets, liabilities, equity].flatMap(wrongSums)).toEqual([]);
          expect(cents(netAssets)).toBe(cents(assets.value) - cents(liabilities.value));
          expect(cents(equity.value)).toBe(cents(netAssets));
          const before = sheets[index - 1];
          const result = results[index];
          if (!before || !result) continue;
          const month = records.firstMonth + index;
          const taken = records.book.change('owner', month);
          expect(cents(netAssets) - cents(before.netAssets)).toBe(cents(result.netProfit) - taken);
        }
      }),
      RUNS,
    );
  });

  it('shows the money that is on the bank, and what customers owe', () => {
    fc.assert(
      fc.property(readings, ({ records }) => {
        const { book, invoices } = records;
        for (const account of ['current', 'savings'] as const) {
          expect(book.bankBalance(account)).toBe(book.balanceOf(account));
        }
        const owed = invoices
          .filter((invoice) => invoice.isIssued)
          .reduce((sum, invoice) => sum + amountDue(invoice) * invoice.rate, 0);
        // Each open invoice in foreign money may round by a cent or two.
        expect(Math.abs(book.balanceOf('receivable') - owed)).toBeLessThan(100);
      }),
      RUNS,
    );
  });
});

it('keeps running balances that add up and stay within the overdraft', () => {
  fc.assert(
    fc.property(readings, ({ records, company }) => {
      for (const { movements, overdraft } of bankAccountsOf(records, { id: company.id })) {
        const wrong = movements.filter(({ amount, balance }, index) => {
          const before = movements[index - 1]?.balance ?? 0;
          return balance !== before + amount || balance < -overdraft;
        });
        expect(wrong).toEqual([]);
      }
    }),
    RUNS,
  );
});

it('shows the accounts that were ticked at the bank, in either language, and all when none is known', () => {
  const company = { id: 'a', name: 'Kestrel Coffee', createdAt: CREATED };
  const records = recordsOf(company, CREATED);
  const shown = (accounts?: string) =>
    bankAccountsOf(records, { id: 'b', ...(accounts ? { info: { accounts } } : {}) }).map(({ key }) => key);
  expect(shown()).toEqual(['current', 'savings', 'foreign']);
  expect(shown('Savings account')).toEqual(['savings']);
  expect(shown('Compte courant, Currency account')).toEqual(['current', 'foreign']);
  expect(shown('Piggy bank')).toEqual(['current', 'savings', 'foreign']);
});

it('gives every invoice the state its payments say', () => {
  fc.assert(
    fc.property(readings, ({ records }) => {
      for (const invoice of records.invoices) {
        const due = amountDue(invoice);
        const status = statusOf(invoice);
        expect(due).toBeGreaterThanOrEqual(0);
        if (status === 'Paid' || status === 'Void') expect(due).toBe(0);
        else if (status === 'PartiallyPaid') expect(due > 0 && due < invoice.total).toBe(true);
        else expect(due).toBe(invoice.total);
        for (const { day } of invoice.payments) expect(day <= records.untilDay).toBe(true);
      }
      expect(new Set(records.invoices.map(statusOf))).toContain('Paid');
    }),
    RUNS,
  );
});

it('sells online about what the books say, whatever the platform', () => {
  fc.assert(
    fc.property(readings, fc.constantFrom('aiwb', 'exgd'), ({ records }, shop) => {
      const { business, firstMonth, lastMonth, untilDay, book } = records;
      const orders = ordersOf(business, shop, firstMonth, untilDay);
      const sold = orders
        .filter(({ isForeign }) => !isForeign)
        .flatMap((order) =>
          [order.shipping, ...order.lines.map(lineGross)].map((g) => amountOf(order, g).net),
        )
        .reduce((sum, net) => sum + net, 0);
      let booked = 0;
      for (let month = firstMonth; month <= lastMonth; month += 1)
        booked -= book.change('onlineSales', month);
      // The rest is sold abroad.
      expect(sold / booked).toBeGreaterThan(0.8);
      expect(sold / booked).toBeLessThan(1.05);
    }),
    RUNS,
  );
});

function reportsUpTo(records: Records, month: number) {
  const request = { length: 1, count: 24, startMonth: records.firstMonth };
  return {
    results: profitAndLoss(records, request).reports.slice(0, month - records.firstMonth),
    sheets: balanceSheet(records, request).reports.slice(0, month - records.firstMonth),
  };
}

describe('the past', () => {
  it('is the same on every reading', () => {
    fc.assert(
      fc.property(readings, ({ company, asOf, records }) => {
        // Made afresh, past what is kept for the next question.
        const again = historyOf(businessOf(company), dayOf(asOf) - 1);
        expect(again.book.movements).toEqual(records.book.movements);
        expect(again.invoices).toEqual(records.invoices);
      }),
      RUNS,
    );
  });

  it('does not change when the clock moves on, and new months appear', () => {
    fc.assert(
      fc.property(companies, fc.integer({ min: 1, max: 300 }), (company, days) => {
        const before = recordsOf(company, company.createdAt);
        const after = recordsOf(company, company.createdAt + days * DAY_MS);
        expect(after.untilDay).toBe(dayOf(company.createdAt) - 1 + days);
        const count = before.book.movements.length;
        expect(after.book.movements.slice(0, count)).toEqual(before.book.movements);
        // Whole months that both can show.
        const told = reportsUpTo(after, before.lastMonth);
        const known = reportsUpTo(before, before.lastMonth);
        const shared = told.results.length;
        expect(told.results).toEqual(shared === 0 ? [] : known.results.slice(-shared));
        expect(told.sheets).toEqual(shared === 0 ? [] : known.sheets.slice(-shared));
        const sent = (records: Records) =>
          ordersOf(records.business, 'aiwb', before.firstMonth, before.untilDay).length;
        expect(sent(after)).toBe(sent(before));
      }),
      RUNS,
    );
  });
});

it('makes two companies differ', () => {
  fc.assert(
    fc.property(companies, fc.uuid(), (a, id) => {
      fc.pre(a.id !== id);
      // Of the same name, made at the same moment.
      const b = { ...a, id };
      const income = (company: typeof a) =>
        profitAndLoss(recordsOf(company, company.createdAt), MONTHS).reports.map((each) => each.income.value);
      expect(income(a)).not.toEqual(income(b));
    }),
    RUNS,
  );
});
