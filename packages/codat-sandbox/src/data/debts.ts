// Long-term debts: sales tax by the quarter, and the bank loan.
import { monthOfYear } from './calendar';
import type { Today } from './days';
import { isDue, type Run, workdayFrom } from './run';
import { authorityOf } from './suppliers';

const LOAN_RATE = 0.068;
const LOAN_MONTHS = 60;

/** A quarter's tax is paid five weeks after its end. */
function settleTax(run: Run, today: Today): void {
  if (!today.isLastOfMonth || monthOfYear(today.month) % 3 !== 2) return;
  const { book, business } = run;
  const owed = -book.balanceOf('salesTax');
  run.later(workdayFrom(today.day + 37), (day) =>
    book.post(
      day,
      { salesTax: owed, current: -owed },
      {
        account: 'current',
        amount: -owed,
        kind: owed > 0 ? 'directDebit' : 'received',
        description: authorityOf(business.place).salesTax,
      },
    ),
  );
}

export function openingLoan(monthly: number): number {
  return Math.round(monthly * 0.9);
}

function repayLoan({ book, business, words }: Run, today: Today): void {
  if (!isDue(today, 10)) return;
  const owed = -book.balanceOf('loan');
  const interest = Math.round((owed * LOAN_RATE) / 12);
  const repaid = Math.min(owed, Math.ceil(openingLoan(business.monthly) / LOAN_MONTHS));
  const paid = interest + repaid;
  book.post(
    today.day,
    { loan: repaid, loanInterest: interest, current: -paid },
    { account: 'current', amount: -paid, kind: 'directDebit', description: words.loan },
  );
}

export function payDebts(run: Run, today: Today): void {
  settleTax(run, today);
  repayLoan(run, today);
}
