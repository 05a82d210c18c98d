// Retail sales: the till, the online shop, and the card money that follows.

import { seededRandom } from '../random/seeded-random';
import type { Business } from './business';
import { DAYS_PER_MONTH, type Today } from './days';
import { taxOf } from './places';
import type { Run } from './run';
import { bankTakings } from './takings';

/** Net of tax; closed days sell nothing over the counter. */
function tillSales({ trade, monthly, seed }: Business, today: Today): number {
  const usual = trade.week.reduce((sum, weight) => sum + weight, 0) / 7;
  const weight = (trade.week[today.weekday] ?? 1) / usual;
  const luck = seededRandom(`${seed} till ${today.day}`).between(0.84, 1.16);
  const day = (monthly * trade.share.till * today.growth * today.season) / DAYS_PER_MONTH;
  return Math.round(day * weight * luck);
}

/** Net of tax. Orders of an online shop are drawn towards this figure. */
export function onlineTarget(
  { trade, monthly, seed }: Business,
  today: Pick<Today, 'day' | 'growth' | 'season'>,
): number {
  const luck = seededRandom(`${seed} online ${today.day}`).between(0.6, 1.4);
  return Math.round(((monthly * trade.share.online * today.growth * today.season) / DAYS_PER_MONTH) * luck);
}

/** Yesterday's cards reach the bank before today's customers come in. */
export function sellToPeople(run: Run, today: Today): void {
  const { business, book } = run;
  bankTakings(run, today);
  const rate = taxOf(business.place, business.trade.isFood) / 100;
  const till = tillSales(business, today);
  const online = onlineTarget(business, today);
  const [tillTax, onlineTax] = [Math.round(till * rate), Math.round(online * rate)];
  book.post(today.day, {
    tillSales: -till,
    onlineSales: -online,
    salesTax: -tillTax - onlineTax,
    takings: till + tillTax,
    payouts: online + onlineTax,
  });
}
