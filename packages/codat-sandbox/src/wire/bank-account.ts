// Bank accounts on the wire, as accounting platforms give them.
import { type BankAccount, balanceOn } from '../data/bank-accounts';
import { dateText, seenText } from '../data/calendar';
import { LEDGER_ACCOUNTS } from '../data/ledger-accounts';
import type { Records } from '../data/records';
import { major } from '../data/report-line';
import type { Properties } from '../query/filter';

export const BANK_ACCOUNT_PROPERTIES: Properties = {
  id: 'string',
  accountName: 'string',
  accountType: 'string',
  accountNumber: 'string',
  sortCode: 'string',
  iBan: 'string',
  nominalCode: 'string',
  institution: 'string',
  currency: 'string',
  balance: 'number',
  availableBalance: 'number',
  overdraftLimit: 'number',
  modifiedDate: 'date',
  sourceModifiedDate: 'date',
};

/** Sort codes are British; elsewhere the number or the IBAN says it all. */
function numbers({ business }: Records, account: BankAccount) {
  if (account.iban !== undefined) return { accountNumber: account.number, iBan: account.iban };
  return business.place.country === 'uk'
    ? { accountNumber: account.number, sortCode: account.bankCode }
    : { accountNumber: account.number };
}

export function bankAccountWire(records: Records, institution: string, account: BankAccount) {
  const balance = balanceOn(account, records.untilDay);
  return {
    id: account.id,
    accountName: account.name,
    accountType: 'Debit',
    nominalCode: LEDGER_ACCOUNTS[account.key].code,
    ...numbers(records, account),
    institution,
    currency: account.currency,
    balance: major(balance),
    availableBalance: major(balance + account.overdraft),
    overdraftLimit: major(account.overdraft),
    modifiedDate: seenText(records.untilDay),
    sourceModifiedDate: dateText(records.untilDay, 17 * 60),
    metadata: { isDeleted: false },
  };
}
