// Online orders: drawn day by day until they reach the online sales in the books.

import { type SeededRandom, seededRandom } from '../random/seeded-random';
import type { Business } from './business';
import { dateText, firstDay, monthOf } from './calendar';
import { daysOf } from './days';
import type { Good } from './goods';
import { ORDER_GOODS } from './order-goods';
import { FIRST_NAMES, LAST_NAMES } from './people';
import { rateOf, taxOf } from './places';
import { onlineTarget } from './shop-sales';

export interface OrderLine {
  good: Good;
  quantity: number;
  /** Minor units of the order's currency with tax, as people see prices; so are the amounts below. */
  unit: number;
  discount: number;
}

export interface Order {
  /** Unique within the shop, and the same on every reading. */
  number: string;
  day: number;
  minute: number;
  customer: string;
  isForeign: boolean;
  currency: string;
  /** Percent. */
  taxRate: number;
  lines: OrderLine[];
  shipping: number;
  paidWith: 'card' | 'paypal';
  /** Goods sent back: the first line, or all of them. */
  refund?: { day: number; lines: number };
}

const FOREIGN_SHARE = 0.06;
/** Pence without tax, as the prices of goods. */
const SHIPPING = 400;
const FREE_SHIPPING_FROM = 5000;
const COSTLY = 20_000;

export interface Amount {
  net: number;
  tax: number;
}

/** Tax contained in a gross amount. */
export function amountOf({ taxRate }: Pick<Order, 'taxRate'>, gross: number): Amount {
  const tax = Math.round((gross * taxRate) / (100 + taxRate));
  return { net: gross - tax, tax };
}

export function lineGross({ unit, quantity, discount }: OrderLine): number {
  return unit * quantity - discount;
}

function netOf(order: Order): number {
  const parts = [...order.lines.map(lineGross), order.shipping];
  return parts.reduce((sum, gross) => sum + amountOf(order, gross).net, 0);
}

/** One or two different goods; costly ones are bought less often. */
function pickGoods(random: SeededRandom, goods: readonly [Good, ...Good[]]): Good[] {
  const usual = goods.filter(({ price }) => price < COSTLY);
  const from = random.hits(0.15) ? goods : usual;
  const first = random.whole(0, from.length - 1);
  const count = random.hits(0.35) ? 2 : 1;
  return Array.from({ length: count }, (_, index) => from[(first + index) % from.length] ?? goods[0]);
}

function drawOrder(
  business: Business,
  random: SeededRandom,
  day: number,
  number: string,
  rate: number,
): Order {
  const { place, trade } = business;
  const isForeign = random.hits(FOREIGN_SHARE);
  const taxRate = isForeign ? 0 : taxOf(place, trade.isFood);
  // Half a pound, euro or dollar is the step between prices.
  const priced = (pence: number) =>
    Math.round((pence * place.level * (1 + taxRate / 100)) / (isForeign ? rate : 1) / 50) * 50;
  const isReduced = random.hits(0.09);
  const lines = pickGoods(random, ORDER_GOODS[trade.name]).map((item) => {
    const quantity = random.whole(item.count[0], item.count[1]);
    const unit = priced(item.price);
    return { good: item, quantity, unit, discount: isReduced ? Math.round(unit * quantity * 0.1) : 0 };
  });
  const goods = lines.reduce((sum, line) => sum + lineGross(line), 0);
  return {
    number,
    day,
    minute: random.whole(7 * 60, 22 * 60),
    customer: `${random.pick(FIRST_NAMES[place.tongue])} ${random.pick(LAST_NAMES[place.tongue])}`,
    isForeign,
    currency: isForeign ? place.second : place.currency,
    taxRate,
    lines,
    shipping: goods >= priced(FREE_SHIPPING_FROM) ? 0 : priced(SHIPPING),
    paidWith: random.hits(0.2) ? 'paypal' : 'card',
    ...(random.hits(0.03)
      ? { refund: { day: day + random.whole(2, 12), lines: random.hits(0.5) ? lines.length : 1 } }
      : {}),
  };
}

/** Numbers restart each month, so that any month can be generated alone. */
function monthOfOrders(business: Business, shop: string, month: number): Order[] {
  const rate = rateOf(business.place, month);
  const orders: Order[] = [];
  // Year and month, as in 2611-0042.
  const stamp = dateText(firstDay(month)).slice(2, 7).replace('-', '');
  let open = 0;
  for (const today of daysOf(business, month)) {
    open += onlineTarget(business, today);
    const random = seededRandom(`${business.seed} ${shop} orders ${today.day}`);
    while (open > 0) {
      const number = `${stamp}-${String(orders.length + 1).padStart(4, '0')}`;
      const order = drawOrder(business, random, today.day, number, rate);
      orders.push(order);
      open -= netOf(order) * (order.isForeign ? rate : 1);
    }
  }
  return orders;
}

/** `shop`: the platform, so that two shops of one business do not hold the same orders. Oldest first. */
export function ordersOf(business: Business, shop: string, firstMonth: number, untilDay: number): Order[] {
  const orders: Order[] = [];
  for (let month = firstMonth; month <= monthOf(untilDay); month += 1) {
    orders.push(...monthOfOrders(business, shop, month));
  }
  return orders.filter(({ day }) => day <= untilDay).sort((a, b) => a.day - b.day || a.minute - b.minute);
}
