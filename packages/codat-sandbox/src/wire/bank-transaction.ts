// Bank transactions on the wire, as accounting platforms give them.
import type { BankAccount } from '../data/bank-accounts';
import type { Movement, MovementKind } from '../data/book';
import { dateText, seenText } from '../data/calendar';
import type { Records } from '../data/records';
import { major } from '../data/report-line';
import type { Properties } from '../query/filter';
import { recordId } from '../random/seeded-random';

export const BANK_TRANSACTION_PROPERTIES: Properties = {
  id: 'string',
  accountId: 'string',
  amount: 'number',
  balance: 'number',
  clearedOnDate: 'date',
  description: 'string',
  reconciled: 'boolean',
  transactionType: 'string',
  modifiedDate: 'date',
  sourceModifiedDate: 'date',
};

const TYPES: Record<MovementKind, string> = {
  takings: 'DirectDep',
  payout: 'DirectDep',
  received: 'Credit',
  paid: 'Payment',
  directDebit: 'DirectDebit',
  salaries: 'Payment',
  transfer: 'Xfer',
  fee: 'SerChg',
  interest: 'Int',
};

/** Bookkeepers match what is older than this. */
const RECONCILED_AFTER_DAYS = 6;

export interface Shown {
  account: BankAccount;
  movement: Movement;
  /** Its place in the account since the beginning: the same however far the books go on. */
  index: number;
}

/** Newest first, as a statement on a screen. */
export function shownMovements({ firstDay }: Records, account: BankAccount): Shown[] {
  return account.movements
    .map((movement, index) => ({ account, movement, index }))
    .filter(({ movement }) => movement.day >= firstDay)
    .reverse();
}

export function movementId({ account, index }: Shown): string {
  return recordId(`${account.id} movement ${index}`);
}

export function bankTransactionWire(records: Records, shown: Shown) {
  const { account, movement } = shown;
  return {
    id: movementId(shown),
    accountId: account.id,
    amount: major(movement.amount),
    balance: major(movement.balance),
    clearedOnDate: dateText(movement.day),
    description: movement.description,
    reconciled: records.untilDay - movement.day > RECONCILED_AFTER_DAYS,
    transactionType: TYPES[movement.kind],
    modifiedDate: seenText(movement.day),
    sourceModifiedDate: dateText(movement.day),
  };
}
