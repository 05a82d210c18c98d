// Balance sheet: the balance of every account at the end of a period.
import { dateText, firstDay, lastDay, monthOfYear } from './calendar';
import { type AccountKey, keysOf, RESULT_KEYS, type Section } from './ledger-accounts';
import { type PeriodRequest, periodsOf } from './periods';
import type { Records } from './records';
import { accountLines, major, sumLine, titleLine } from './report-line';

/** Debit: what the year so far cost more than it earned. */
function resultUpTo({ book }: Records, month: number): number {
  return RESULT_KEYS.reduce((sum, key) => sum + book.balanceAfter(key, month), 0);
}

function reportAt(records: Records, month: number) {
  const { book, business } = records;
  const { place } = business;
  const lastYear = month - monthOfYear(month) - 1;
  const earlier = resultUpTo(records, lastYear);
  const balance = (key: AccountKey) =>
    // Results of earlier years have become part of what was kept.
    book.balanceAfter(key, month) + (key === 'retained' ? earlier : 0);
  const section = (name: Section, sign: 1 | -1) =>
    sumLine(
      place,
      name,
      accountLines(records, keysOf(name), (key) => sign * balance(key)),
    );
  const assets = sumLine(place, 'assets', [
    section('fixedAssets', 1),
    section('currentAssets', 1),
    section('bank', 1),
  ]);
  const liabilities = sumLine(place, 'liabilities', [
    section('currentLiabilities', -1),
    section('longTermLiabilities', -1),
  ]);
  const equity = sumLine(place, 'equity', [
    ...accountLines(records, keysOf('equity'), (key) => -balance(key)),
    titleLine(place, 'earnings', earlier - resultUpTo(records, month)),
  ]);
  return {
    date: dateText(Math.min(lastDay(month), records.untilDay)),
    assets: assets.line,
    liabilities: liabilities.line,
    equity: equity.line,
    netAssets: major(assets.minor - liabilities.minor),
  };
}

export function balanceSheet(records: Records, request: PeriodRequest) {
  return {
    currency: records.business.place.currency,
    mostRecentAvailableMonth: dateText(firstDay(records.lastMonth)),
    earliestAvailableMonth: dateText(firstDay(records.firstMonth)),
    reports: periodsOf(request, records).map(({ toMonth }) => reportAt(records, toMonth)),
  };
}
