// Treasury: savings, foreign currency, and the owners' drawings.
import type { Today } from './days';
import { rateOf } from './places';
import { isDue, type Run } from './run';

const SAVINGS_RATE = 0.018;
const BANK_FEE = 1200;
const EXCHANGE_FEE = 0.004;
/** Left on the currency account, in its own minor units. */
const KEPT_ABROAD = 40_000;

function closeMonth({ book, words }: Run, today: Today): void {
  if (!today.isLastOfMonth) return;
  const interest = Math.round((book.balanceOf('savings') * SAVINGS_RATE) / 12);
  book.post(
    today.day,
    { savings: interest, interestReceived: -interest },
    { account: 'savings', amount: interest, kind: 'interest', description: words.interest },
  );
  book.post(
    today.day,
    { bankFees: BANK_FEE, current: -BANK_FEE },
    { account: 'current', amount: -BANK_FEE, kind: 'fee', description: words.bankFees },
  );
}

/** Converts foreign currency once a month, and values the rest at the rate of the month. */
function bringHome({ book, business, words }: Run, today: Today): void {
  const rate = rateOf(business.place, today.month);
  if (isDue(today, 20)) {
    const amount = Math.max(0, book.bankBalance('foreign') - KEPT_ABROAD);
    const worth = Math.round(amount * rate);
    const fee = Math.round(worth * EXCHANGE_FEE);
    book.post(
      today.day,
      { foreign: -worth, bankFees: fee, current: worth - fee },
      { account: 'foreign', amount: -amount, kind: 'transfer', description: words.exchange },
      { account: 'current', amount: worth - fee, kind: 'transfer', description: words.exchange },
    );
  }
  if (today.isLastOfMonth) {
    const drift = Math.round(book.bankBalance('foreign') * rate) - book.balanceOf('foreign');
    book.post(today.day, { foreign: drift, exchange: -drift });
  }
}

function move(run: Run, day: number, toSavings: number): void {
  const { book, words } = run;
  const description = toSavings > 0 ? words.saving : words.fromSavings;
  book.post(
    day,
    { savings: toSavings, current: -toSavings },
    { account: 'current', amount: -toSavings, kind: 'transfer', description },
    { account: 'savings', amount: toSavings, kind: 'transfer', description },
  );
}

const hundreds = (amount: number) => Math.floor(amount / 10_000) * 10_000;

/** Withdraws or saves what exceeds a month's need; covers a shortage from savings, then from the owners. */
function share(run: Run, today: Today): void {
  if (!isDue(today, 25)) return;
  const { book, business, words } = run;
  const month = business.monthly * today.growth;
  const spare = hundreds(book.bankBalance('current') - month * 0.95);
  if (spare > 0) {
    const taken = hundreds(Math.min(spare * 0.8, month * 0.2));
    book.post(
      today.day,
      { owner: taken, current: -taken },
      { account: 'current', amount: -taken, kind: 'paid', description: words.owner },
    );
    move(run, today.day, hundreds((spare - taken) * 0.3));
    return;
  }
  const short = hundreds(month * 0.4 - book.bankBalance('current')) + 10_000;
  if (short <= 0) return;
  const saved = Math.min(short, hundreds(book.bankBalance('savings')));
  move(run, today.day, -saved);
  const lent = short - saved;
  book.post(
    today.day,
    { owner: -lent, current: lent },
    { account: 'current', amount: lent, kind: 'received', description: words.owner },
  );
}

export function keepMoney(run: Run, today: Today): void {
  bringHome(run, today);
  share(run, today);
  closeMonth(run, today);
}
