// Vocabulary: one plain name for each Codat data type, the same on every page.
import type { Localized } from '../text/language';

const NAMES: Record<string, Localized> = {
  company: { en: 'Company details', fr: 'Coordonnées de l’entreprise' },
  profitAndLoss: { en: 'Profit and loss', fr: 'Compte de résultat' },
  balanceSheet: { en: 'Balance sheet', fr: 'Bilan' },
  cashFlowStatement: { en: 'Cash flow statement', fr: 'Tableau des flux de trésorerie' },
  chartOfAccounts: { en: 'List of accounts', fr: 'Plan comptable' },
  accountTransactions: { en: 'Account transactions', fr: 'Écritures par compte' },
  bankAccounts: { en: 'Bank accounts in your books', fr: 'Comptes bancaires dans votre comptabilité' },
  bankTransactions: {
    en: 'Bank transactions in your books',
    fr: 'Opérations bancaires dans votre comptabilité',
  },
  customers: { en: 'Customers', fr: 'Clients' },
  invoices: { en: 'Invoices you sent', fr: 'Factures émises' },
  creditNotes: { en: 'Credit notes you sent', fr: 'Avoirs émis' },
  payments: { en: 'Payments you received', fr: 'Paiements reçus' },
  suppliers: { en: 'Suppliers', fr: 'Fournisseurs' },
  bills: { en: 'Bills you received', fr: 'Factures reçues' },
  billCreditNotes: { en: 'Credit notes you received', fr: 'Avoirs reçus' },
  billPayments: { en: 'Payments you made', fr: 'Paiements effectués' },
  'banking-accounts': { en: 'Bank accounts', fr: 'Comptes bancaires' },
  'banking-accountBalances': { en: 'Account balances', fr: 'Soldes des comptes' },
  'banking-transactions': { en: 'Bank transactions', fr: 'Opérations bancaires' },
  'banking-transactionCategories': { en: 'Transaction categories', fr: 'Catégories d’opérations' },
  'commerce-companyInfo': { en: 'Shop details', fr: 'Informations sur la boutique' },
  'commerce-orders': { en: 'Orders', fr: 'Commandes' },
  'commerce-products': { en: 'Products you sell', fr: 'Produits vendus' },
  'commerce-payments': { en: 'Shop payments', fr: 'Paiements de la boutique' },
  'commerce-transactions': { en: 'Payouts and fees', fr: 'Virements et frais' },
  'commerce-disputes': { en: 'Disputes', fr: 'Litiges' },
};

/** The plain name of a data type; the wire name if it has none, so that no data stays unnamed. */
export function nameOfDataType(dataType: string): Localized {
  return NAMES[dataType] ?? { en: dataType, fr: dataType };
}

/** True if the data type has a plain name. */
export function isNamedDataType(dataType: string): boolean {
  return Object.hasOwn(NAMES, dataType);
}
