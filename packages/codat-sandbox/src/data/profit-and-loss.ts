// Profit and loss account: months of the books, with totals computed from their lines.
import { dateText, firstDay, lastDay } from './calendar';
import { type AccountKey, keysOf, type RESULT_SECTIONS } from './ledger-accounts';
import { type Period, type PeriodRequest, periodsOf } from './periods';
import type { Records } from './records';
import { accountLines, major, sumLine } from './report-line';

type ResultSection = (typeof RESULT_SECTIONS)[number];

/** What is earned stands on the credit side; a report shows it without a sign. */
const SIGN: Record<ResultSection, 1 | -1> = {
  income: -1,
  costOfSales: 1,
  expenses: 1,
  otherIncome: -1,
  otherExpenses: 1,
};

function changeOver({ book }: Records, key: AccountKey, { fromMonth, toMonth }: Period): number {
  let sum = 0;
  for (let month = fromMonth; month <= toMonth; month += 1) sum += book.change(key, month);
  return sum;
}

function reportOf(records: Records, period: Period) {
  const section = (name: ResultSection) =>
    sumLine(
      records.business.place,
      name,
      accountLines(records, keysOf(name), (key) => SIGN[name] * changeOver(records, key, period)),
    );
  const income = section('income');
  const costOfSales = section('costOfSales');
  const expenses = section('expenses');
  const otherIncome = section('otherIncome');
  const otherExpenses = section('otherExpenses');
  const gross = income.minor - costOfSales.minor;
  const operating = gross - expenses.minor;
  const other = otherIncome.minor - otherExpenses.minor;
  return {
    fromDate: dateText(firstDay(period.fromMonth)),
    // The current month ends where the books end.
    toDate: dateText(Math.min(lastDay(period.toMonth), records.untilDay)),
    income: income.line,
    costOfSales: costOfSales.line,
    grossProfit: major(gross),
    expenses: expenses.line,
    netOperatingProfit: major(operating),
    otherIncome: otherIncome.line,
    otherExpenses: otherExpenses.line,
    netOtherIncome: major(other),
    netProfit: major(operating + other),
  };
}

export function profitAndLoss(records: Records, request: PeriodRequest) {
  return {
    currency: records.business.place.currency,
    reportBasis: 'Accrual',
    mostRecentAvailableMonth: dateText(firstDay(records.lastMonth)),
    earliestAvailableMonth: dateText(firstDay(records.firstMonth)),
    reports: periodsOf(request, records).map((period) => reportOf(records, period)),
  };
}
