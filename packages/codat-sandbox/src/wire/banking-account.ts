// Accounts on the wire, as banks give them.
import { type BankAccount, balanceOn } from '../data/bank-accounts';
import { dateText, seenText } from '../data/calendar';
import type { Records } from '../data/records';
import { major } from '../data/report-line';
import type { Properties } from '../query/filter';
import { recordId } from '../random/seeded-random';

export const BANKING_ACCOUNT_PROPERTIES: Properties = {
  id: 'string',
  name: 'string',
  type: 'string',
  holder: 'string',
  currency: 'string',
  'balance.available': 'number',
  'balance.current': 'number',
  'balance.limit': 'number',
  'institution.id': 'string',
  'institution.name': 'string',
  'identifiers.type': 'string',
  'identifiers.subtype': 'string',
  modifiedDate: 'date',
  sourceModifiedDate: 'date',
};

/** `available` leaves the overdraft out, and the limit is how far down it goes. */
export function amounts(account: BankAccount, minor: number) {
  return {
    available: major(minor),
    current: major(minor),
    limit: account.overdraft === 0 ? 0 : major(-account.overdraft),
  };
}

export function bankingAccountWire(
  records: Records,
  owner: { institution: string; holder: string },
  account: BankAccount,
) {
  return {
    id: account.id,
    name: account.name,
    type: 'Debit',
    holder: owner.holder,
    currency: account.currency,
    balance: amounts(account, balanceOn(account, records.untilDay)),
    identifiers: {
      type: 'Depository',
      subtype: account.key === 'savings' ? 'savings' : 'checking',
      number: account.number,
      bankCode: account.bankCode,
      ...(account.iban === undefined ? {} : { iban: account.iban }),
    },
    institution: { id: recordId(owner.institution), name: owner.institution },
    modifiedDate: seenText(records.untilDay),
    sourceModifiedDate: dateText(records.untilDay, 17 * 60),
  };
}
