// Invoices: drafted, sent, paid on time, late or in parts, and sometimes never.

import { type SeededRandom, seededRandom } from '../random/seeded-random';
import type { Business } from './business';
import { BUSINESS_CUSTOMERS, FOREIGN_CUSTOMERS } from './customers';
import type { Today } from './days';
import type { Good } from './goods';
import { INVOICE_GOODS } from './invoice-goods';
import { rateOf, taxOf } from './places';
import { isWorkday } from './run';

export interface InvoiceLine {
  good: Good;
  quantity: number;
  /** Minor units of the invoice's currency, as are all its amounts. */
  unit: number;
  subTotal: number;
  tax: number;
}

export interface InvoicePayment {
  day: number;
  amount: number;
  rate: number;
}

export interface Invoice {
  number: number;
  customer: string;
  currency: string;
  isForeign: boolean;
  /** What one unit of its currency cost when it was issued. */
  rate: number;
  madeDay: number;
  issueDay: number;
  dueDay: number;
  /** Percent. */
  taxRate: number;
  lines: InvoiceLine[];
  total: number;
  /** Filled as days go by. */
  isIssued: boolean;
  payments: InvoicePayment[];
  ended?: { day: number; as: 'mistake' | 'writtenOff' };
}

const WORKDAYS_PER_MONTH = 21;
const FOREIGN_SHARE = 0.17;
const WAITS_AS_DRAFT = 0.3;

function priceOf(business: Business, item: Good, rate: number): number {
  const own = item.price * business.place.level;
  return Math.round(own / rate / 5) * 5;
}

/** One to three different goods. */
function linesOf(business: Business, random: SeededRandom, rate: number, taxRate: number): InvoiceLine[] {
  const goods = INVOICE_GOODS[business.trade.name];
  const first = random.whole(0, goods.length - 1);
  return Array.from({ length: random.whole(1, 3) }, (_, index) => {
    const item = goods[(first + index) % goods.length] ?? goods[0];
    const quantity = random.whole(item.count[0], item.count[1]);
    const unit = priceOf(business, item, rate);
    const subTotal = unit * quantity;
    return { good: item, quantity, unit, subTotal, tax: Math.round((subTotal * taxRate) / 100) };
  });
}

/** What an invoice comes to on average, for knowing how many a month needs. */
function usualSubTotal(business: Business): number {
  const goods = INVOICE_GOODS[business.trade.name];
  const line = goods.reduce((sum, { price, count }) => sum + (price * (count[0] + count[1])) / 2, 0);
  return (line / goods.length) * 2 * business.place.level;
}

function makeInvoice(business: Business, today: Today, number: number, random: SeededRandom): Invoice {
  const { place, trade } = business;
  const isForeign = random.hits(FOREIGN_SHARE);
  const issueDay = today.day + (random.hits(WAITS_AS_DRAFT) ? random.whole(2, 6) : 0);
  const rate = isForeign ? rateOf(place, today.month) : 1;
  // Sales abroad are free of tax here.
  const taxRate = isForeign ? 0 : taxOf(place, trade.isFood);
  const lines = linesOf(business, random, rate, taxRate);
  return {
    number,
    customer: random.pick(isForeign ? FOREIGN_CUSTOMERS[place.second] : BUSINESS_CUSTOMERS[place.tongue]),
    currency: isForeign ? place.second : place.currency,
    isForeign,
    rate,
    madeDay: today.day,
    issueDay,
    dueDay: issueDay + (random.hits(0.25) ? 14 : 30),
    taxRate,
    lines,
    total: lines.reduce((sum, line) => sum + line.subTotal + line.tax, 0),
    isIssued: false,
    payments: [],
  };
}

export function invoicesMadeOn(business: Business, today: Today, firstNumber: number): Invoice[] {
  if (!isWorkday(today.day)) return [];
  const { trade, monthly } = business;
  const month = monthly * trade.share.trade * today.growth * (1 + (today.season - 1) / 2);
  const random = seededRandom(`${business.seed} invoices ${today.day}`);
  const count = Math.floor(month / usualSubTotal(business) / WORKDAYS_PER_MONTH + random.next());
  return Array.from({ length: count }, (_, index) =>
    makeInvoice(business, today, firstNumber + index, random),
  );
}

export function amountDue(invoice: Invoice): number {
  if (invoice.ended) return 0;
  return invoice.total - invoice.payments.reduce((sum, { amount }) => sum + amount, 0);
}

export type InvoiceStatus = 'Draft' | 'Submitted' | 'PartiallyPaid' | 'Paid' | 'Void';

export function statusOf(invoice: Invoice): InvoiceStatus {
  if (invoice.ended) return 'Void';
  if (!invoice.isIssued) return 'Draft';
  const due = amountDue(invoice);
  if (due === 0) return 'Paid';
  return due < invoice.total ? 'PartiallyPaid' : 'Submitted';
}
