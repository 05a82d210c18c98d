// Transactions on the wire, as banks give them.
import type { MovementKind } from '../data/book';
import { dateText, seenText } from '../data/calendar';
import { major } from '../data/report-line';
import type { Properties } from '../query/filter';
import { movementId, type Shown } from './bank-transaction';

export const BANKING_TRANSACTION_PROPERTIES: Properties = {
  id: 'string',
  accountId: 'string',
  amount: 'number',
  code: 'string',
  currency: 'string',
  description: 'string',
  merchantName: 'string',
  authorizedDate: 'date',
  postedDate: 'date',
  modifiedDate: 'date',
  sourceModifiedDate: 'date',
};

const CODES: Record<MovementKind, string> = {
  takings: 'Credit',
  payout: 'Credit',
  received: 'Credit',
  paid: 'Payment',
  directDebit: 'DirectDebit',
  salaries: 'Payment',
  transfer: 'Transfer',
  fee: 'Fee',
  interest: 'Interest',
};

export function bankingTransactionWire(shown: Shown) {
  const { account, movement } = shown;
  return {
    id: movementId(shown),
    accountId: account.id,
    amount: major(movement.amount),
    authorizedDate: dateText(movement.day),
    postedDate: dateText(movement.day),
    code: CODES[movement.kind],
    currency: account.currency,
    description: movement.description,
    ...(movement.party === undefined ? {} : { merchantName: movement.party }),
    modifiedDate: seenText(movement.day),
    sourceModifiedDate: dateText(movement.day),
  };
}
