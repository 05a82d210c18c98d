// Wire schema of accounting data: reports, invoices, bank accounts, bank transactions.
import { z } from 'zod';
import { changed, currency, localDate, metadata, money, notNegative, ref } from './data';
import { guid, pageOf } from './wire';

/** Of the platform's own details only the name is handed out. */
export const companyInfoSchema = z.strictObject({ companyName: z.string().min(1) });

const reportLine = z.strictObject({
  accountId: guid.optional(),
  name: z.string().min(1),
  value: money,
  get items() {
    return z.array(reportLine);
  },
});
export type ReportLineJson = z.infer<typeof reportLine>;

const available = { mostRecentAvailableMonth: localDate, earliestAvailableMonth: localDate };

export const profitAndLossSchema = z.strictObject({
  currency,
  reportBasis: z.literal('Accrual'),
  ...available,
  reports: z.array(
    z.strictObject({
      fromDate: localDate,
      toDate: localDate,
      income: reportLine,
      costOfSales: reportLine,
      grossProfit: money,
      expenses: reportLine,
      netOperatingProfit: money,
      otherIncome: reportLine,
      otherExpenses: reportLine,
      netOtherIncome: money,
      netProfit: money,
    }),
  ),
});

export const balanceSheetSchema = z.strictObject({
  currency,
  ...available,
  reports: z.array(
    z.strictObject({
      date: localDate,
      assets: reportLine,
      liabilities: reportLine,
      equity: reportLine,
      netAssets: money,
    }),
  ),
});

const allocated = { currency, currencyRate: z.number().positive(), totalAmount: notNegative };

const invoiceSchema = z.strictObject({
  id: guid,
  invoiceNumber: z.string().regex(/^INV-\d+$/),
  customerRef: z.strictObject({ id: guid, companyName: z.string().min(1) }),
  issueDate: localDate,
  dueDate: localDate,
  paidOnDate: localDate.optional(),
  ...changed,
  currency,
  currencyRate: z.number().positive(),
  lineItems: z
    .array(
      z.strictObject({
        description: z.string().min(1),
        unitAmount: notNegative,
        quantity: z.number().int().positive(),
        discountAmount: z.literal(0),
        subTotal: notNegative,
        taxAmount: notNegative,
        totalAmount: notNegative,
        accountRef: ref,
        discountPercentage: z.literal(0),
        taxRateRef: z.strictObject({
          id: guid,
          name: z.string().min(1),
          effectiveTaxRate: z.number().min(0).max(100),
        }),
        itemRef: ref,
        isDirectIncome: z.literal(false),
      }),
    )
    .min(1),
  paymentAllocations: z.array(
    z.strictObject({
      payment: z.strictObject({
        id: guid,
        reference: z.string().min(1),
        accountRef: ref,
        paidOnDate: localDate,
        ...allocated,
      }),
      allocation: z.strictObject({ allocatedOnDate: localDate, ...allocated }),
    }),
  ),
  totalDiscount: z.literal(0),
  subTotal: notNegative,
  additionalTaxAmount: z.literal(0),
  additionalTaxPercentage: z.literal(0),
  totalTaxAmount: notNegative,
  totalAmount: notNegative,
  amountDue: notNegative,
  discountPercentage: z.literal(0),
  status: z.enum(['Draft', 'Submitted', 'PartiallyPaid', 'Paid', 'Void']),
  metadata,
});

const bankAccountSchema = z.strictObject({
  id: guid,
  accountName: z.string().min(1),
  accountType: z.literal('Debit'),
  nominalCode: z.string().regex(/^\d{3}$/),
  accountNumber: z.string().regex(/^\d{7,11}$/),
  sortCode: z
    .string()
    .regex(/^\d{6}$/)
    .optional(),
  iBan: z
    .string()
    .regex(/^FR\d{25}$/)
    .optional(),
  institution: z.string().min(1),
  currency,
  balance: money,
  availableBalance: money,
  overdraftLimit: notNegative,
  ...changed,
  metadata,
});

const bankTransactionSchema = z.strictObject({
  id: guid,
  accountId: guid,
  amount: money,
  balance: money,
  clearedOnDate: localDate,
  description: z.string().min(1),
  reconciled: z.boolean(),
  transactionType: z.enum(['DirectDep', 'Credit', 'Payment', 'DirectDebit', 'Xfer', 'SerChg', 'Int']),
  ...changed,
});

export const invoicesSchema = pageOf(invoiceSchema);
export const bankAccountsSchema = pageOf(bankAccountSchema);
export const bankTransactionsSchema = pageOf(bankTransactionSchema);
