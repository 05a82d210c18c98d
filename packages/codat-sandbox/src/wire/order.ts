// Orders on the wire: lines, postage and refunds add up to the total, and so do the payments.
import { dateText, seenText } from '../data/calendar';
import { goodName } from '../data/goods';
import { amountOf, lineGross, type Order, type OrderLine } from '../data/orders';
import type { Place } from '../data/places';
import type { Records } from '../data/records';
import { major } from '../data/report-line';
import type { Properties } from '../query/filter';
import { recordId } from '../random/seeded-random';

export const ORDER_PROPERTIES: Properties = {
  id: 'string',
  orderNumber: 'string',
  country: 'string',
  currency: 'string',
  'customerRef.id': 'string',
  'customerRef.name': 'string',
  createdDate: 'date',
  closedDate: 'date',
  totalAmount: 'number',
  totalTaxAmount: 'number',
  totalDiscount: 'number',
  totalRefund: 'number',
  totalGratuity: 'number',
  'payments.status': 'string',
  'payments.type': 'string',
  modifiedDate: 'date',
  sourceModifiedDate: 'date',
};

export interface Shop {
  connectionId: string;
  platformName: string;
  place: Place;
}

const WORDS = {
  en: { shipping: 'Postage', discount: 'Welcome discount' },
  fr: { shipping: 'Frais de port', discount: 'Remise de bienvenue' },
};

/** `way`: -1 for what came back. */
type Way = 1 | -1;

function lineWire(shop: Shop, order: Order, line: OrderLine, id: string, way: Way) {
  const gross = lineGross(line);
  const name = goodName(line.good, shop.place.tongue);
  return {
    id: recordId(`${shop.connectionId} order ${order.number} ${id}`),
    quantity: way * line.quantity,
    unitPrice: major(amountOf(order, line.unit).net),
    taxPercentage: order.taxRate,
    totalTaxAmount: major(way * amountOf(order, gross).tax),
    totalAmount: major(way * gross),
    productRef: { id: line.good.id, name },
    discountAllocations:
      line.discount === 0
        ? []
        : [
            {
              name: WORDS[shop.place.tongue].discount,
              totalAmount: major(way * amountOf(order, line.discount).net),
            },
          ],
  };
}

function paymentKind({ paidWith }: Order) {
  return { type: paidWith === 'card' ? 'OnlineCard' : 'Paypal', status: 'Paid' };
}

function paymentWire(shop: Shop, order: Order, id: string, minor: number, day: number) {
  return {
    id: recordId(`${shop.connectionId} order ${order.number} ${id}`),
    amount: major(minor),
    currency: order.currency,
    ...paymentKind(order),
    paymentProvider: order.paidWith === 'card' ? shop.platformName : 'PayPal',
    createdDate: dateText(day, order.minute),
    modifiedDate: seenText(day),
    sourceModifiedDate: dateText(day, order.minute),
  };
}

function shippingWire(shop: Shop, order: Order) {
  if (order.shipping === 0) return [];
  return [
    {
      description: WORDS[shop.place.tongue].shipping,
      quantity: 1,
      taxPercentage: order.taxRate,
      taxAmount: major(amountOf(order, order.shipping).tax),
      totalAmount: major(order.shipping),
      type: 'Shipping',
    },
  ];
}

/** A refund that was not yet made when the shop was read is not there. */
function refundOf(order: Order, untilDay: number) {
  const { refund } = order;
  if (!refund || refund.day > untilDay) return undefined;
  return { day: refund.day, lines: order.lines.slice(0, refund.lines) };
}

function amountsOf(order: Order, untilDay: number) {
  const refund = refundOf(order, untilDay);
  const bought = [...order.lines.map(lineGross), order.shipping];
  const returned = (refund?.lines ?? []).map((line) => -lineGross(line));
  const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
  const taxOf = (gross: number) => Math.sign(gross) * amountOf(order, Math.abs(gross)).tax;
  return {
    refund,
    paid: sum(bought),
    back: sum(returned),
    tax: sum([...bought, ...returned].map(taxOf)),
    discount: sum(order.lines.map(({ discount }) => amountOf(order, discount).net)),
  };
}

/** The order without its lines, and of its payments the kind: all that a query can ask for. */
export function orderFacts({ untilDay }: Records, shop: Shop, order: Order) {
  const { place } = shop;
  const { refund, paid, back, tax, discount } = amountsOf(order, untilDay);
  const changed = refund?.day ?? order.day;
  return {
    id: recordId(`${shop.connectionId} order ${order.number}`),
    orderNumber: order.number,
    country: order.isForeign ? place.secondCountry : place.countryName,
    currency: order.currency,
    customerRef: { id: recordId(`${shop.connectionId} buyer ${order.customer}`), name: order.customer },
    createdDate: dateText(order.day, order.minute),
    closedDate: dateText(order.day, order.minute + 60),
    payments: [paymentKind(order)],
    totalAmount: major(paid + back),
    totalTaxAmount: major(tax),
    totalDiscount: major(discount),
    totalRefund: back === 0 ? 0 : major(back),
    totalGratuity: 0,
    modifiedDate: seenText(changed),
    sourceModifiedDate: dateText(changed, order.minute),
  };
}

export function orderWire(records: Records, shop: Shop, order: Order) {
  const { refund, paid, back } = amountsOf(order, records.untilDay);
  return {
    ...orderFacts(records, shop, order),
    orderLineItems: [
      ...order.lines.map((line, index) => lineWire(shop, order, line, `line ${index}`, 1)),
      ...(refund?.lines ?? []).map((line, index) => lineWire(shop, order, line, `back ${index}`, -1)),
    ],
    serviceCharges: shippingWire(shop, order),
    payments: [
      paymentWire(shop, order, 'payment', paid, order.day),
      ...(refund ? [paymentWire(shop, order, 'refund', back, refund.day)] : []),
    ],
  };
}
