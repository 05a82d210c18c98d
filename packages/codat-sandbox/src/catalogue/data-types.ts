// Names of Codat's data types, and which ones each kind of platform usually offers.

export const ACCOUNTING_TYPES = [
  'company',
  'chartOfAccounts',
  'balanceSheet',
  'profitAndLoss',
  'cashFlowStatement',
  'bankAccounts',
  'bankTransactions',
  'customers',
  'invoices',
  'creditNotes',
  'payments',
  'suppliers',
  'bills',
  'billCreditNotes',
  'billPayments',
  'accountTransactions',
  'directCosts',
  'directIncomes',
  'items',
  'itemReceipts',
  'journalEntries',
  'journals',
  'paymentMethods',
  'purchaseOrders',
  'salesOrders',
  'taxRates',
  'trackingCategories',
  'transfers',
] as const;

export const BANKING_TYPES = [
  'banking-accounts',
  'banking-accountBalances',
  'banking-transactions',
  'banking-transactionCategories',
] as const;

export const COMMERCE_TYPES = [
  'commerce-companyInfo',
  'commerce-customers',
  'commerce-disputes',
  'commerce-locations',
  'commerce-orders',
  'commerce-paymentMethods',
  'commerce-payments',
  'commerce-productCategories',
  'commerce-products',
  'commerce-taxComponents',
  'commerce-transactions',
] as const;

export type DataType =
  | (typeof ACCOUNTING_TYPES)[number]
  | (typeof BANKING_TYPES)[number]
  | (typeof COMMERCE_TYPES)[number];

export const DATA_TYPES: readonly DataType[] = [...ACCOUNTING_TYPES, ...BANKING_TYPES, ...COMMERCE_TYPES];
