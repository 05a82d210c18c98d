// Records of a company at a moment: its books up to the last whole day, cached for the next call.
import { businessOf, type CompanyFacts, HISTORY_MONTHS } from './business';
import { dayOf, firstDay, monthOf } from './calendar';
import { type History, historyOf } from './history';

export interface Records extends History {
  /** The month of the last day. */
  lastMonth: number;
  firstMonth: number;
  firstDay: number;
}

/** Size of the cache: few companies are read often, and a book takes some hundred kilobytes. */
const KEPT = 12;
const kept = new Map<string, Records>();

/** `asOf`: when the data was read. The day under way is left out, so nothing is newer than the read. */
export function recordsOf(company: CompanyFacts, asOf: number): Records {
  const business = businessOf(company);
  const untilDay = dayOf(asOf) - 1;
  const key = JSON.stringify([business, untilDay]);
  const known = kept.get(key);
  if (known) return known;
  const lastMonth = monthOf(untilDay);
  const firstMonth = lastMonth - HISTORY_MONTHS;
  const history = historyOf(business, untilDay);
  const records = { ...history, lastMonth, firstMonth, firstDay: firstDay(firstMonth) };
  kept.set(key, records);
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT) break;
    kept.delete(oldest);
  }
  return records;
}
