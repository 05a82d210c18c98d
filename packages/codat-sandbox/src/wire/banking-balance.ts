// Daily balances on the wire, as banks give them.
import { type BankAccount, balanceOn } from '../data/bank-accounts';
import { dateText, seenText } from '../data/calendar';
import type { Records } from '../data/records';
import type { Properties } from '../query/filter';
import { amounts } from './banking-account';

export const BANKING_BALANCE_PROPERTIES: Properties = {
  accountId: 'string',
  date: 'date',
  'balance.available': 'number',
  'balance.current': 'number',
  'balance.limit': 'number',
  modifiedDate: 'date',
  sourceModifiedDate: 'date',
};

export interface DayBalance {
  account: BankAccount;
  day: number;
  minor: number;
}

/** What was there when each day ended, newest first. */
export function dayBalances({ firstDay, untilDay }: Records, account: BankAccount): DayBalance[] {
  const balances: DayBalance[] = [];
  let minor = balanceOn(account, firstDay - 1);
  let next = account.movements.findIndex(({ day }) => day >= firstDay);
  if (next < 0) next = account.movements.length;
  for (let day = firstDay; day <= untilDay; day += 1) {
    for (let at = account.movements[next]; at?.day === day; at = account.movements[next]) {
      minor = at.balance;
      next += 1;
    }
    balances.push({ account, day, minor });
  }
  return balances.reverse();
}

export function bankingBalanceWire({ account, day, minor }: DayBalance) {
  return {
    accountId: account.id,
    balance: amounts(account, minor),
    date: dateText(day),
    modifiedDate: seenText(day),
    sourceModifiedDate: dateText(day, 23 * 60),
  };
}
