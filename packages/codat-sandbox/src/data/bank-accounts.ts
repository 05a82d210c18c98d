// Bank accounts of a business: which ones a connection shows, their numbers, and their balances by day.

import { recordId, seededRandom } from '../random/seeded-random';
import type { Movement } from './book';
import { accountName, BANK_KEYS, type BankKey, LEDGER_ACCOUNTS } from './ledger-accounts';
import type { Country } from './places';
import type { Records } from './records';

export interface BankAccount {
  key: BankKey;
  id: string;
  name: string;
  currency: string;
  number: string;
  bankCode: string;
  iban?: string;
  /** Minor units, never negative; 0 where there is none. */
  overdraft: number;
  /** Newest last, of the whole book. */
  movements: readonly Movement[];
}

const OVERDRAFT_MONTHS = 0.5;

function digits(seed: string, count: number): string {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => random.whole(0, 9)).join('');
}

/** Check digits by ISO 13616, so that validators accept the IBAN. */
function ibanOf(country: string, rest: string): string {
  const letters = [...`${rest}${country}00`].map((sign) => Number.parseInt(sign, 36)).join('');
  const check = 98n - (BigInt(letters) % 97n);
  return `${country}${String(check).padStart(2, '0')}${rest}`;
}

const LENGTHS: Record<Country, { number: number; bankCode: number }> = {
  uk: { number: 8, bankCode: 6 },
  france: { number: 11, bankCode: 5 },
  canada: { number: 7, bankCode: 5 },
};

function accountOf(records: Records, connectionId: string, key: BankKey): BankAccount {
  const { business, book } = records;
  const { place } = business;
  const seed = `${business.seed} bank ${key}`;
  const number = digits(`${seed} number`, LENGTHS[place.country].number);
  const bankCode = digits(`${seed} code`, LENGTHS[place.country].bankCode);
  const isEuro = place.country === 'france';
  return {
    key,
    id: recordId(`${connectionId} bank ${key}`),
    name: accountName(key, place),
    currency: key === 'foreign' ? place.second : place.currency,
    number,
    bankCode,
    ...(isEuro ? { iban: ibanOf('FR', `${bankCode}00042${number}17`) } : {}),
    overdraft: key === 'current' ? Math.round((business.monthly * OVERDRAFT_MONTHS) / 100_000) * 100_000 : 0,
    movements: book.movements.filter(({ account }) => account === key),
  };
}

/** Accounts that the customer ticked, in either language; unknown names hide nothing. */
function shownKeys(ticked: readonly string[]): readonly BankKey[] {
  const shown = BANK_KEYS.filter((key) => {
    const { en, fr } = LEDGER_ACCOUNTS[key];
    return ticked.includes(en) || ticked.includes(fr);
  });
  return shown.length > 0 ? shown : BANK_KEYS;
}

export function bankAccountsOf(
  records: Records,
  connection: { id: string; info?: Record<string, string> | undefined },
): BankAccount[] {
  const ticked = connection.info?.accounts?.split(', ') ?? [];
  return shownKeys(ticked).map((key) => accountOf(records, connection.id, key));
}

/** Minor units, at the end of a day. */
export function balanceOn({ movements }: BankAccount, day: number): number {
  return movements.findLast((movement) => movement.day <= day)?.balance ?? 0;
}

const INSTITUTIONS: Record<Country, string> = {
  uk: 'Severn Bank',
  france: 'Banque du Rhône',
  canada: 'Maple Trust',
};

/** Aggregators name the bank; other platforms are the bank. */
export function institutionOf(
  records: Records,
  platform: { key: string; name: string; sourceType: string },
): string {
  const isDoor = platform.sourceType !== 'Banking' || platform.key === 'suuo' || platform.key === 'upvr';
  return isDoor ? INSTITUTIONS[records.business.place.country] : platform.name;
}
