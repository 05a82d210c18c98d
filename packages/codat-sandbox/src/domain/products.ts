// Codat products of this client: the standard ones, and custom ones with data types of their own.
import {
  ACCOUNTING_TYPES,
  BANKING_TYPES,
  COMMERCE_TYPES,
  DATA_TYPES,
  type DataType,
} from '../catalogue/data-types';

export interface CodatProduct {
  id: string;
  name: string;
  /** Only custom products can be refreshed on demand. */
  isCustom: boolean;
  types: readonly DataType[];
}

const STATEMENTS = ['company', 'balanceSheet', 'profitAndLoss', 'cashFlowStatement'] as const;

/** Standard identifiers as publicly seen; the custom ones stand for what a client defines for itself. */
const PRODUCTS: readonly CodatProduct[] = [
  { id: 'bank-feeds', name: 'Bank Feeds', isCustom: false, types: ['bankAccounts', 'bankTransactions'] },
  { id: 'lending', name: 'Lending', isCustom: false, types: DATA_TYPES },
  {
    id: 'payables',
    name: 'Bill Pay',
    isCustom: false,
    types: ['company', 'suppliers', 'bills', 'billPayments'],
  },
  {
    id: 'expenses',
    name: 'Expenses',
    isCustom: false,
    types: ['company', 'chartOfAccounts', 'customers', 'suppliers', 'taxRates', 'trackingCategories'],
  },
  { id: 'spend-insights', name: 'Spend Insights', isCustom: false, types: ['company', 'suppliers', 'bills'] },
  { id: 'commerce', name: 'Commerce', isCustom: false, types: COMMERCE_TYPES },
  { id: 'accounting', name: 'Accounting', isCustom: true, types: ACCOUNTING_TYPES },
  { id: 'banking', name: 'Banking', isCustom: true, types: BANKING_TYPES },
  {
    id: 'business-insights',
    name: 'Business insights',
    isCustom: true,
    types: [...STATEMENTS, 'customers', 'invoices', 'payments', 'suppliers', 'bills', 'billPayments'],
  },
  {
    id: 'cash-flow',
    name: 'Cash-flow forecast',
    isCustom: true,
    types: [...BANKING_TYPES, 'bankAccounts', 'bankTransactions', 'invoices', 'bills'],
  },
  {
    id: 'lending-decisions',
    name: 'Lending decisions',
    isCustom: true,
    types: [...STATEMENTS, 'invoices', 'bills', ...BANKING_TYPES],
  },
  { id: 'revenue-advance', name: 'Revenue advance', isCustom: true, types: COMMERCE_TYPES },
];

const byId = new Map(PRODUCTS.map((product) => [product.id, product]));

export function findProduct(productId: string): CodatProduct | undefined {
  return byId.get(productId);
}
