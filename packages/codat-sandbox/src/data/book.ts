// Double-entry ledger: every posting sums to zero, so every report that is read from it adds up.
import { monthOf } from './calendar';
import type { AccountKey, BankKey } from './ledger-accounts';

/** Minor units of the business's own currency; debit is positive. */
export type Amounts = Partial<Record<AccountKey, number>>;

/** Kind of movement, from which both banking vocabularies derive. */
export type MovementKind =
  | 'takings'
  | 'payout'
  | 'received'
  | 'paid'
  | 'directDebit'
  | 'salaries'
  | 'transfer'
  | 'fee'
  | 'interest';

export interface Movement {
  account: BankKey;
  day: number;
  /** In the currency of the account. */
  amount: number;
  /** After it, in the currency of the account. */
  balance: number;
  kind: MovementKind;
  description: string;
  /** Counterparty, if there is one. */
  party?: string;
}

export type NewMovement = Omit<Movement, 'day' | 'balance'>;

export interface Book {
  post(day: number, amounts: Amounts, ...movements: NewMovement[]): void;
  /** Now, while days go by; own currency. */
  balanceOf(account: AccountKey): number;
  /** In the currency of the account. */
  bankBalance(account: BankKey): number;
  /** What a month added to an account. */
  change(account: AccountKey, month: number): number;
  /** Balance at the end of a month, or where the book ends within it. */
  balanceAfter(account: AccountKey, month: number): number;
  readonly movements: readonly Movement[];
}

function add(to: Map<AccountKey, number>, account: AccountKey, amount: number): void {
  to.set(account, (to.get(account) ?? 0) + amount);
}

export function createBook(): Book {
  const balances = new Map<AccountKey, number>();
  const bank = new Map<BankKey, number>();
  const months = new Map<number, Map<AccountKey, number>>();
  const movements: Movement[] = [];

  function changesOf(month: number): Map<AccountKey, number> {
    const known = months.get(month);
    if (known) return known;
    const changes = new Map<AccountKey, number>();
    months.set(month, changes);
    return changes;
  }

  return {
    post(day, amounts, ...moved) {
      let sum = 0;
      const changes = changesOf(monthOf(day));
      for (const account of Object.keys(amounts) as AccountKey[]) {
        const amount = amounts[account] ?? 0;
        sum += amount;
        add(balances, account, amount);
        add(changes, account, amount);
      }
      if (sum !== 0) throw new Error(`A posting is off by ${sum}.`);
      for (const movement of moved) {
        if (movement.amount === 0) continue;
        const balance = (bank.get(movement.account) ?? 0) + movement.amount;
        bank.set(movement.account, balance);
        movements.push({ ...movement, day, balance });
      }
    },
    balanceOf: (account) => balances.get(account) ?? 0,
    bankBalance: (account) => bank.get(account) ?? 0,
    change: (account, month) => months.get(month)?.get(account) ?? 0,
    balanceAfter(account, month) {
      let balance = 0;
      for (const [at, changes] of months) if (at <= month) balance += changes.get(account) ?? 0;
      return balance;
    },
    movements,
  };
}
