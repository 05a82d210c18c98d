// Wire schema of banking data: accounts, balances, transactions.
import { z } from 'zod';
import { changed, currency, localDate, money } from './data';
import { guid, pageOf } from './wire';

const balance = z.strictObject({
  available: money,
  current: money,
  limit: money.refine((value) => value <= 0),
});

const accountSchema = z.strictObject({
  id: guid,
  name: z.string().min(1),
  type: z.literal('Debit'),
  holder: z.string().min(1),
  currency,
  balance,
  identifiers: z.strictObject({
    type: z.literal('Depository'),
    subtype: z.enum(['checking', 'savings']),
    number: z.string().regex(/^\d{7,11}$/),
    bankCode: z.string().regex(/^\d{5,6}$/),
    iban: z
      .string()
      .regex(/^FR\d{25}$/)
      .optional(),
  }),
  institution: z.strictObject({ id: guid, name: z.string().min(1) }),
  ...changed,
});

const balanceSchema = z.strictObject({ accountId: guid, balance, date: localDate, ...changed });

const transactionSchema = z.strictObject({
  id: guid,
  accountId: guid,
  amount: money,
  authorizedDate: localDate,
  postedDate: localDate,
  code: z.enum(['Credit', 'Payment', 'DirectDebit', 'Transfer', 'Fee', 'Interest']),
  currency,
  description: z.string().min(1),
  merchantName: z.string().min(1).optional(),
  ...changed,
});

export const bankingAccountsSchema = pageOf(accountSchema);
export const bankingBalancesSchema = pageOf(balanceSchema);
export const bankingTransactionsSchema = pageOf(transactionSchema);
