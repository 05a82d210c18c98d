// Receivables in the books: invoices sent, paid at the exchange rate of the day, or written off.

import { type SeededRandom, seededRandom } from '../random/seeded-random';
import { monthOf } from './calendar';
import { amountDue, type Invoice } from './invoices';
import { rateOf } from './places';
import { type Run, workdayFrom } from './run';

const MISTAKE = 0.02;
const NEVER_PAYS = 0.012;
const PAYS_IN_PARTS = 0.16;
const GIVEN_UP_AFTER = 180;

/** Own currency, at the rate of the invoice. */
function own(invoice: Invoice, amount: number): number {
  return Math.round(amount * invoice.rate);
}

function post(run: Run, invoice: Invoice, day: number): void {
  const tax = invoice.lines.reduce((sum, line) => sum + own(invoice, line.tax), 0);
  const receivable = own(invoice, invoice.total);
  run.book.post(day, { receivable, salesTax: -tax, tradeSales: tax - receivable });
}

function receive(run: Run, invoice: Invoice, day: number, amount: number): void {
  const { book, business } = run;
  const rate = invoice.isForeign ? rateOf(business.place, monthOf(day)) : 1;
  // The last payment clears whatever rounding left open.
  const openBefore = own(invoice, amountDue(invoice));
  invoice.payments.push({ day, amount, rate });
  const cleared = openBefore - own(invoice, amountDue(invoice));
  const received = Math.round(amount * rate);
  const account = invoice.isForeign ? 'foreign' : 'current';
  book.post(
    day,
    { [account]: received, receivable: -cleared, exchange: cleared - received },
    {
      account,
      amount,
      kind: 'received',
      description: `${invoice.customer} INV-${invoice.number}`.toUpperCase(),
      party: invoice.customer,
    },
  );
}

function giveUp(run: Run, invoice: Invoice, day: number): void {
  const open = own(invoice, amountDue(invoice));
  invoice.ended = { day, as: 'writtenOff' };
  run.book.post(day, { receivable: -open, badDebts: open });
}

function planPayments(run: Run, invoice: Invoice, random: SeededRandom): void {
  if (random.hits(NEVER_PAYS)) {
    run.later(invoice.issueDay + GIVEN_UP_AFTER, (day) => giveUp(run, invoice, day));
    return;
  }
  // Some early, most about in time, a few weeks late.
  const late = random.hits(0.2) ? random.whole(12, 40) : random.whole(-8, 6);
  const day = workdayFrom(Math.max(invoice.issueDay + 1, invoice.dueDay + late));
  if (!random.hits(PAYS_IN_PARTS)) {
    run.later(day, (at) => receive(run, invoice, at, invoice.total));
    return;
  }
  const first = Math.round((invoice.total * random.whole(3, 7)) / 10);
  run.later(day, (at) => receive(run, invoice, at, first));
  run.later(workdayFrom(day + random.whole(12, 35)), (at) =>
    receive(run, invoice, at, invoice.total - first),
  );
}

/** Draws the whole life of an invoice on the day it is made. */
export function planInvoice(run: Run, invoice: Invoice): void {
  const random = seededRandom(`${run.business.seed} invoice ${invoice.number}`);
  run.later(invoice.issueDay, (day) => {
    invoice.isIssued = true;
    // Voided at once: it never entered the books.
    if (random.hits(MISTAKE)) {
      invoice.ended = { day, as: 'mistake' };
      return;
    }
    post(run, invoice, day);
    planPayments(run, invoice, random);
  });
}
