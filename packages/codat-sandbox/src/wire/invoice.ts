// Invoices on the wire: amounts as decimals, state as of the last whole day that was read.
import { dateText, seenText } from '../data/calendar';
import { goodName } from '../data/goods';
import { amountDue, type Invoice, type InvoiceLine, statusOf } from '../data/invoices';
import { accountName } from '../data/ledger-accounts';
import type { Records } from '../data/records';
import { accountId, major } from '../data/report-line';
import type { Properties } from '../query/filter';
import { recordId } from '../random/seeded-random';

export const INVOICE_PROPERTIES: Properties = {
  id: 'string',
  invoiceNumber: 'string',
  'customerRef.id': 'string',
  'customerRef.companyName': 'string',
  issueDate: 'date',
  dueDate: 'date',
  paidOnDate: 'date',
  modifiedDate: 'date',
  sourceModifiedDate: 'date',
  currency: 'string',
  currencyRate: 'number',
  subTotal: 'number',
  totalTaxAmount: 'number',
  totalAmount: 'number',
  amountDue: 'number',
  totalDiscount: 'number',
  status: 'string',
};

function shownDay(invoice: Invoice): number {
  return invoice.isIssued ? invoice.issueDay : invoice.madeDay;
}

/** Newest first; a draft stands at the day it was made. */
export function shownInvoices({ invoices, firstDay }: Records): Invoice[] {
  return invoices
    .filter((invoice) => shownDay(invoice) >= firstDay)
    .sort((a, b) => shownDay(b) - shownDay(a) || b.number - a.number);
}

function lineWire(records: Records, { taxRate }: Invoice, line: InvoiceLine) {
  const { place } = records.business;
  return {
    description: goodName(line.good, place.tongue),
    unitAmount: major(line.unit),
    quantity: line.quantity,
    discountAmount: 0,
    subTotal: major(line.subTotal),
    taxAmount: major(line.tax),
    totalAmount: major(line.subTotal + line.tax),
    accountRef: { id: accountId(records, 'tradeSales'), name: accountName('tradeSales', place) },
    discountPercentage: 0,
    taxRateRef: {
      id: recordId(`${records.business.seed} tax ${taxRate}`),
      name: `${place.taxName} ${taxRate} %`,
      effectiveTaxRate: taxRate,
    },
    itemRef: { id: line.good.id, name: goodName(line.good, place.tongue) },
    isDirectIncome: false,
  };
}

function allocations(records: Records, connectionId: string, invoice: Invoice) {
  const bank = invoice.isForeign ? 'foreign' : 'current';
  return invoice.payments.map(({ day, amount, rate }, index) => {
    const money = { currency: invoice.currency, currencyRate: rate, totalAmount: major(amount) };
    return {
      payment: {
        id: recordId(`${connectionId} payment ${invoice.number} ${index}`),
        reference: `INV-${invoice.number}`,
        accountRef: { id: accountId(records, bank), name: accountName(bank, records.business.place) },
        paidOnDate: dateText(day),
        ...money,
      },
      allocation: { allocatedOnDate: dateText(day), ...money },
    };
  });
}

/** The invoice without its lines and payments: all that a query can ask for. */
export function invoiceFacts(connectionId: string, invoice: Invoice) {
  const status = statusOf(invoice);
  const issued = shownDay(invoice);
  const changed = Math.max(issued, invoice.ended?.day ?? 0, ...invoice.payments.map(({ day }) => day));
  const subTotal = invoice.lines.reduce((sum, line) => sum + line.subTotal, 0);
  const lastPayment = invoice.payments.at(-1);
  return {
    id: recordId(`${connectionId} invoice ${invoice.number}`),
    invoiceNumber: `INV-${invoice.number}`,
    customerRef: {
      id: recordId(`${connectionId} customer ${invoice.customer}`),
      companyName: invoice.customer,
    },
    issueDate: dateText(issued),
    dueDate: dateText(invoice.dueDay - invoice.issueDay + issued),
    modifiedDate: seenText(changed),
    sourceModifiedDate: dateText(changed, 17 * 60),
    ...(status === 'Paid' && lastPayment ? { paidOnDate: dateText(lastPayment.day) } : {}),
    currency: invoice.currency,
    currencyRate: invoice.rate,
    totalDiscount: 0,
    subTotal: major(subTotal),
    additionalTaxAmount: 0,
    additionalTaxPercentage: 0,
    totalTaxAmount: major(invoice.total - subTotal),
    totalAmount: major(invoice.total),
    amountDue: major(amountDue(invoice)),
    discountPercentage: 0,
    status,
    metadata: { isDeleted: false },
  };
}

export function invoiceWire(records: Records, connectionId: string, invoice: Invoice) {
  return {
    ...invoiceFacts(connectionId, invoice),
    lineItems: invoice.lines.map((line) => lineWire(records, invoice, line)),
    paymentAllocations: allocations(records, connectionId, invoice),
  };
}
