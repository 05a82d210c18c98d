// Report lines on the wire: a name, a value, and the lines that it sums.
import { recordId } from '../random/seeded-random';
import { type AccountKey, accountName, LEDGER_ACCOUNTS } from './ledger-accounts';
import type { Place } from './places';
import type { Records } from './records';
import { type Title, titleOf } from './report-titles';

export interface ReportLine {
  accountId?: string;
  name: string;
  value: number;
  items: ReportLine[];
}

/** Minor units to the decimal number of the wire. */
export function major(minor: number): number {
  return minor / 100;
}

export function accountId(records: Records, key: AccountKey): string {
  return recordId(`${records.business.seed} account ${LEDGER_ACCOUNTS[key].code}`);
}

/** A line that is a sum. Minor units are added before they become decimals, so that no cent is lost. */
export function sumLine(
  place: Place,
  title: Title,
  lines: ReadonlyArray<{ line: ReportLine; minor: number }>,
): { line: ReportLine; minor: number } {
  const minor = lines.reduce((sum, each) => sum + each.minor, 0);
  const items = lines.map(({ line }) => line);
  return { line: { name: titleOf(title, place), value: major(minor), items }, minor };
}

export function titleLine(place: Place, title: Title, minor: number) {
  return { line: { name: titleOf(title, place), value: major(minor), items: [] }, minor };
}

/** Accounts with nothing on them are left out. */
export function accountLines(
  records: Records,
  keys: readonly AccountKey[],
  minorOf: (key: AccountKey) => number,
) {
  return keys.flatMap((key) => {
    const minor = minorOf(key);
    if (minor === 0) return [];
    const name = accountName(key, records.business.place);
    return [{ line: { accountId: accountId(records, key), name, value: major(minor), items: [] }, minor }];
  });
}
