// Stock: consumed by sales, reordered on Mondays, paid for a month later.

import { seededRandom } from '../random/seeded-random';
import { seasonAt } from './business';
import type { Today } from './days';
import { type Run, workdayFrom } from './run';
import { suppliersOf } from './suppliers';

const MONDAY = 1;
const TERM_DAYS = 30;
/** Most food is bought free of tax. */
const TAXED = { food: 0.25, goods: 1 };

/** Target stock, own minor units. */
export function wantedStock({ business }: Pick<Run, 'business'>, month: number, growth: number): number {
  const { trade, monthly } = business;
  // One looks ahead to next month's season.
  return monthly * growth * seasonAt(business, month + 1) * trade.materials * trade.stockMonths;
}

export function useMaterials({ business, book }: Run, today: Today, sold: number): void {
  const luck = seededRandom(`${business.seed} materials ${today.month}`).between(0.96, 1.04);
  const used = Math.round(sold * business.trade.materials * luck);
  book.post(today.day, { materials: used, stock: -used });
}

export function buyStock(run: Run, today: Today): void {
  if (today.weekday !== MONDAY) return;
  const { business, book } = run;
  const { trade, place, seed } = business;
  const missing = wantedStock(run, today.month, today.growth) - book.balanceOf('stock');
  const net = Math.round(missing / 100) * 100;
  if (net <= 0) return;
  const share = trade.isFood ? TAXED.food : TAXED.goods;
  const tax = Math.round((net * share * place.tax.standard) / 100);
  const supplier =
    suppliersOf(trade.name, place.tongue)[seededRandom(`${seed} buys ${today.day}`).whole(0, 1)] ?? '';
  book.post(today.day, { stock: net, salesTax: tax, payable: -net - tax });
  run.later(workdayFrom(today.day + TERM_DAYS), (day) =>
    book.post(
      day,
      { payable: net + tax, current: -net - tax },
      {
        account: 'current',
        amount: -net - tax,
        kind: 'paid',
        description: supplier.toUpperCase(),
        party: supplier,
      },
    ),
  );
}
