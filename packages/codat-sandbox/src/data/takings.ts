// Card settlements: the till's on workdays, the online shop's once a week, less fees.
import type { Today } from './days';
import { isWorkday, type Run } from './run';

const CARD_FEE = 0.0145;
const PLATFORM_FEE = 0.021;
/** Wednesday. */
const PAYOUT_DAY = 3;

function bankCards({ book, words }: Run, today: Today): void {
  if (!isWorkday(today.day)) return;
  const gross = book.balanceOf('takings');
  const fee = Math.round(gross * CARD_FEE);
  book.post(
    today.day,
    { takings: -gross, cardFees: fee, current: gross - fee },
    { account: 'current', amount: gross - fee, kind: 'takings', description: words.takings },
  );
}

function bankPayout({ book, words }: Run, today: Today): void {
  if (today.weekday !== PAYOUT_DAY) return;
  const gross = book.balanceOf('payouts');
  const fee = Math.round(gross * PLATFORM_FEE);
  book.post(
    today.day,
    { payouts: -gross, cardFees: fee, current: gross - fee },
    { account: 'current', amount: gross - fee, kind: 'payout', description: words.payout },
  );
}

export function bankTakings(run: Run, today: Today): void {
  bankCards(run, today);
  bankPayout(run, today);
}
