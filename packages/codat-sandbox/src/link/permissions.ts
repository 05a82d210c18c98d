// Permissions on a provider's page: plain words, each with its data types.
import type { DataType } from '../catalogue/data-types';
import type { Language } from '../pages/language';

interface Permission {
  key: string;
  types: readonly DataType[];
  en: string;
  fr: string;
}

/** Every data type stands in exactly one line, so that what is unticked is refused as a whole. */
export const PERMISSIONS: readonly Permission[] = [
  {
    key: 'business',
    types: ['company', 'commerce-companyInfo', 'commerce-locations'],
    en: 'Business details',
    fr: 'Coordonnées de l’entreprise',
  },
  { key: 'profit', types: ['profitAndLoss'], en: 'Profit and loss', fr: 'Compte de résultat' },
  { key: 'balance', types: ['balanceSheet'], en: 'Balance sheet', fr: 'Bilan' },
  {
    key: 'cash-flow',
    types: ['cashFlowStatement'],
    en: 'Cash-flow statement',
    fr: 'Tableau de flux de trésorerie',
  },
  {
    key: 'accounts',
    types: ['bankAccounts', 'banking-accounts', 'banking-accountBalances'],
    en: 'Bank accounts and balances',
    fr: 'Comptes bancaires et soldes',
  },
  {
    key: 'transactions',
    types: ['bankTransactions', 'transfers', 'banking-transactions', 'banking-transactionCategories'],
    en: 'Bank transactions',
    fr: 'Opérations bancaires',
  },
  {
    key: 'sales',
    types: ['customers', 'invoices', 'creditNotes', 'payments', 'directIncomes', 'salesOrders'],
    en: 'Customers and invoices',
    fr: 'Clients et factures',
  },
  {
    key: 'purchases',
    types: [
      'suppliers',
      'bills',
      'billCreditNotes',
      'billPayments',
      'directCosts',
      'purchaseOrders',
      'itemReceipts',
    ],
    en: 'Suppliers and bills',
    fr: 'Fournisseurs et factures d’achat',
  },
  { key: 'items', types: ['items'], en: 'Products and services', fr: 'Produits et services' },
  {
    key: 'ledger',
    types: [
      'chartOfAccounts',
      'journals',
      'journalEntries',
      'accountTransactions',
      'taxRates',
      'paymentMethods',
      'trackingCategories',
    ],
    en: 'Accounts and journals',
    fr: 'Plan comptable et journaux',
  },
  {
    key: 'orders',
    types: ['commerce-orders', 'commerce-products', 'commerce-productCategories', 'commerce-taxComponents'],
    en: 'Orders and products',
    fr: 'Commandes et produits',
  },
  {
    key: 'payouts',
    types: ['commerce-payments', 'commerce-paymentMethods', 'commerce-transactions', 'commerce-disputes'],
    en: 'Payments and payouts',
    fr: 'Paiements et versements',
  },
  { key: 'buyers', types: ['commerce-customers'], en: 'Customers', fr: 'Clients' },
];

export function permissionsAsked(
  readable: readonly DataType[],
  language: Language,
): Array<{ key: string; label: string }> {
  return PERMISSIONS.filter(({ types }) => types.some((type) => readable.includes(type))).map((each) => ({
    key: each.key,
    label: each[language],
  }));
}

/** Shown on the page and not ticked. A form that showed none refuses none. */
export function refusedTypes(form: URLSearchParams): DataType[] {
  const [asked, ticked] = [form.getAll('asked'), form.getAll('permission')];
  return PERMISSIONS.filter(({ key }) => asked.includes(key) && !ticked.includes(key)).flatMap(
    ({ types }) => types,
  );
}
