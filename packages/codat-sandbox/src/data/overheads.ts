// Fixed costs: rent, bills, depreciation.

import { seededRandom } from '../random/seeded-random';
import { yearlyGrowth } from './business';
import { monthOfYear } from './calendar';
import type { Today } from './days';
import { isDue, type Run } from './run';

type Bill = 'rent' | 'utilities' | 'insurance' | 'marketing' | 'software' | 'repairs' | 'accountancy';

/** The day of the month it leaves the bank, whether tax comes on top, and how much it varies. */
const BILLS: Record<Bill, { on: number; isTaxed: boolean; varies: number }> = {
  rent: { on: 1, isTaxed: false, varies: 0 },
  insurance: { on: 5, isTaxed: false, varies: 0 },
  software: { on: 8, isTaxed: true, varies: 0.04 },
  utilities: { on: 12, isTaxed: true, varies: 0.08 },
  marketing: { on: 15, isTaxed: true, varies: 0.35 },
  repairs: { on: 18, isTaxed: true, varies: 0.9 },
  accountancy: { on: 20, isTaxed: true, varies: 0 },
};
const EQUIPMENT_MONTHS = 60;

function payBill(run: Run, today: Today, bill: Bill): void {
  const { business, book, words } = run;
  const { on, isTaxed, varies } = BILLS[bill];
  if (!isDue(today, on)) return;
  const luck = seededRandom(`${business.seed} ${bill} ${today.month}`).between(1 - varies, 1 + varies);
  const winter = bill === 'utilities' ? 1 + 0.22 * Math.cos((monthOfYear(today.month) / 6) * Math.PI) : 1;
  const usual = business.monthly * business.trade.costs[bill] * yearlyGrowth(business, today.month);
  const net = Math.round(usual * winter * luck);
  const tax = isTaxed ? Math.round((net * business.place.tax.standard) / 100) : 0;
  book.post(
    today.day,
    { [bill]: net, salesTax: tax, current: -net - tax },
    { account: 'current', amount: -net - tax, kind: 'directDebit', description: words[bill] },
  );
}

/** Things wear out over five years, and every January about as much is bought again. */
export function openingEquipment(monthly: number): number {
  return Math.round(monthly * 1.3);
}

function wearDown(run: Run, today: Today): void {
  const { business, book, words } = run;
  const wear = Math.round(openingEquipment(business.monthly) / EQUIPMENT_MONTHS);
  if (today.isLastOfMonth) book.post(today.day, { depreciation: wear, equipment: -wear });
  if (monthOfYear(today.month) !== 0 || !isDue(today, 16)) return;
  const net = wear * 12;
  const tax = Math.round((net * business.place.tax.standard) / 100);
  book.post(
    today.day,
    { equipment: net, salesTax: tax, current: -net - tax },
    { account: 'current', amount: -net - tax, kind: 'paid', description: words.equipment },
  );
}

export function payOverheads(run: Run, today: Today): void {
  for (const bill of Object.keys(BILLS) as Bill[]) payBill(run, today, bill);
  wearDown(run, today);
}
