// Payroll: wages by the day, payday, and payments to the authorities.

import { seededRandom } from '../random/seeded-random';
import { yearlyGrowth } from './business';
import { firstDay, lastDay } from './calendar';
import type { Today } from './days';
import { isDue, type Run, workdayFrom } from './run';
import { authorityOf } from './suppliers';

const PAYDAY = 26;
const EMPLOYER_SHARE = 0.1;
/** Of gross pay and the employer's part, what goes to the authorities. */
const WITHHELD = 0.27;

/** Half of the staff work more hours when there is more to do. */
function wagesOf(run: Run, today: Today): number {
  const { business } = run;
  const luck = seededRandom(`${business.seed} wages ${today.month}`).between(0.98, 1.02);
  const usual = business.monthly * business.trade.costs.wages * yearlyGrowth(business, today.month);
  return Math.round(usual * (0.6 + 0.4 * today.season) * luck);
}

/** People earn every day and are paid once, so that half a month costs half of its wages. */
function employ({ book }: Run, today: Today, month: { wages: number; employer: number }): void {
  const days = lastDay(today.month) - firstDay(today.month) + 1;
  const upTo = (amount: number, day: number) => Math.round((amount * day) / days);
  const ofToday = (amount: number) => upTo(amount, today.dayOfMonth) - upTo(amount, today.dayOfMonth - 1);
  const [wages, employer] = [ofToday(month.wages), ofToday(month.employer)];
  book.post(today.day, { wages, employer, payroll: -wages - employer });
}

export function payPeople(run: Run, today: Today): void {
  const { business, book, words } = run;
  const wages = wagesOf(run, today);
  const employer = Math.round(wages * EMPLOYER_SHARE);
  employ(run, today, { wages, employer });
  if (!isDue(today, PAYDAY)) return;
  const withheld = Math.round((wages + employer) * WITHHELD);
  const pay = (day: number, amount: number, kind: 'salaries' | 'directDebit', description: string) =>
    book.post(
      day,
      { payroll: amount, current: -amount },
      { account: 'current', amount: -amount, kind, description },
    );
  pay(today.day, wages + employer - withheld, 'salaries', words.salaries);
  run.later(workdayFrom(today.day + 25), (day) =>
    pay(day, withheld, 'directDebit', authorityOf(business.place).payroll),
  );
}
