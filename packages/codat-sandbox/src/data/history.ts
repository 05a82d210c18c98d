// Simulation of a business's books, day by day: each day depends on earlier days only, so that history never changes.
import { bankWords } from './bank-words';
import { type Amounts, type Book, createBook } from './book';
import type { Business } from './business';
import { monthOf } from './calendar';
import { daysOf, type Today } from './days';
import { openingLoan, payDebts } from './debts';
import { type Invoice, invoicesMadeOn } from './invoices';
import { openingEquipment, payOverheads } from './overheads';
import { planInvoice } from './receivables';
import type { Run } from './run';
import { sellToPeople } from './shop-sales';
import { payPeople } from './staff';
import { buyStock, useMaterials, wantedStock } from './stock';
import { keepMoney } from './treasury';

export interface History {
  business: Business;
  book: Book;
  /** In the order they were made. */
  invoices: Invoice[];
  /** The last simulated day. */
  untilDay: number;
}

const FIRST_NUMBER = 1001;

/** Opening balances; the difference is retained earnings. */
function open(run: Run): void {
  const { business, book, words } = run;
  const { monthly, originDay: day } = business;
  const opening = {
    current: Math.round(monthly * 0.8),
    savings: Math.round(monthly * 0.5),
    stock: Math.round(wantedStock(run, monthOf(day), 1)),
    equipment: openingEquipment(monthly),
    loan: -openingLoan(monthly),
    capital: -10_000,
  };
  const earned = Object.values(opening).reduce((sum, amount) => sum + amount, 0);
  const amounts: Amounts = { ...opening, retained: -earned };
  const description = words.opening;
  book.post(
    day,
    amounts,
    { account: 'current', amount: opening.current, kind: 'transfer', description },
    { account: 'savings', amount: opening.savings, kind: 'transfer', description },
  );
}

function salesSoFar(book: Book, month: number): number {
  return -(['tillSales', 'onlineSales', 'tradeSales'] as const).reduce(
    (sum, account) => sum + book.change(account, month),
    0,
  );
}

function live(run: Run, today: Today, plans: ReadonlyArray<(day: number) => void>): void {
  const soldBefore = salesSoFar(run.book, today.month);
  for (const act of plans) act(today.day);
  sellToPeople(run, today);
  useMaterials(run, today, salesSoFar(run.book, today.month) - soldBefore);
  buyStock(run, today);
  payOverheads(run, today);
  payPeople(run, today);
  payDebts(run, today);
  keepMoney(run, today);
}

export function historyOf(business: Business, untilDay: number): History {
  const book = createBook();
  const invoices: Invoice[] = [];
  const plans = new Map<number, Array<(day: number) => void>>();
  const run: Run = {
    business,
    book,
    words: bankWords(business.place.tongue),
    later: (day, act) => {
      const planned = plans.get(day);
      if (planned) planned.push(act);
      else plans.set(day, [act]);
    },
  };
  open(run);
  for (let month = monthOf(business.originDay); month <= monthOf(untilDay); month += 1) {
    for (const today of daysOf(business, month)) {
      if (today.day > untilDay) break;
      const made = invoicesMadeOn(business, today, FIRST_NUMBER + invoices.length);
      for (const invoice of made) planInvoice(run, invoice);
      invoices.push(...made);
      live(run, today, plans.get(today.day) ?? []);
    }
  }
  return { business, book, invoices, untilDay };
}
