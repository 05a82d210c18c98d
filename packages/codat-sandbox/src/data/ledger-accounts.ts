// Chart of accounts.
import type { Place } from './places';

export type Section =
  | 'income'
  | 'costOfSales'
  | 'expenses'
  | 'otherIncome'
  | 'otherExpenses'
  | 'bank'
  | 'currentAssets'
  | 'fixedAssets'
  | 'currentLiabilities'
  | 'longTermLiabilities'
  | 'equity';

interface LedgerAccount {
  section: Section;
  code: string;
  en: string;
  fr: string;
}

export const LEDGER_ACCOUNTS = {
  tillSales: { section: 'income', code: '200', en: 'Shop sales', fr: 'Ventes au comptoir' },
  onlineSales: { section: 'income', code: '205', en: 'Online sales', fr: 'Ventes en ligne' },
  tradeSales: { section: 'income', code: '210', en: 'Trade sales', fr: 'Ventes aux professionnels' },
  materials: { section: 'costOfSales', code: '310', en: 'Goods and materials', fr: 'Achats consommés' },
  wages: { section: 'expenses', code: '400', en: 'Wages and salaries', fr: 'Salaires' },
  employer: { section: 'expenses', code: '405', en: 'Employer contributions', fr: 'Charges patronales' },
  rent: { section: 'expenses', code: '410', en: 'Rent and rates', fr: 'Loyer et charges locatives' },
  utilities: { section: 'expenses', code: '415', en: 'Light, power and water', fr: 'Énergie et eau' },
  insurance: { section: 'expenses', code: '420', en: 'Insurance', fr: 'Assurances' },
  marketing: { section: 'expenses', code: '425', en: 'Marketing', fr: 'Publicité' },
  software: { section: 'expenses', code: '430', en: 'Phone and software', fr: 'Téléphone et logiciels' },
  repairs: { section: 'expenses', code: '435', en: 'Repairs', fr: 'Entretien et réparations' },
  accountancy: { section: 'expenses', code: '440', en: 'Accountancy', fr: 'Honoraires comptables' },
  cardFees: { section: 'expenses', code: '445', en: 'Card and platform fees', fr: 'Commissions de paiement' },
  bankFees: { section: 'expenses', code: '450', en: 'Bank charges', fr: 'Frais bancaires' },
  badDebts: { section: 'expenses', code: '455', en: 'Bad debts', fr: 'Créances irrécouvrables' },
  depreciation: { section: 'expenses', code: '460', en: 'Depreciation', fr: 'Amortissements' },
  interestReceived: { section: 'otherIncome', code: '500', en: 'Interest received', fr: 'Intérêts perçus' },
  loanInterest: { section: 'otherExpenses', code: '510', en: 'Loan interest', fr: 'Intérêts d’emprunt' },
  exchange: { section: 'otherExpenses', code: '515', en: 'Exchange differences', fr: 'Écarts de change' },
  current: { section: 'bank', code: '600', en: 'Current account', fr: 'Compte courant' },
  savings: { section: 'bank', code: '605', en: 'Savings account', fr: 'Compte sur livret' },
  foreign: { section: 'bank', code: '610', en: 'Currency account', fr: 'Compte en devises' },
  stock: { section: 'currentAssets', code: '620', en: 'Stock', fr: 'Stocks' },
  receivable: { section: 'currentAssets', code: '630', en: 'Trade debtors', fr: 'Créances clients' },
  takings: {
    section: 'currentAssets',
    code: '640',
    en: 'Takings on their way',
    fr: 'Encaissements en cours',
  },
  payouts: { section: 'currentAssets', code: '645', en: 'Payouts on their way', fr: 'Versements en cours' },
  equipment: { section: 'fixedAssets', code: '700', en: 'Equipment', fr: 'Matériel' },
  payable: { section: 'currentLiabilities', code: '800', en: 'Trade creditors', fr: 'Dettes fournisseurs' },
  salesTax: { section: 'currentLiabilities', code: '820', en: 'Sales tax', fr: 'Taxe sur les ventes' },
  payroll: {
    section: 'currentLiabilities',
    code: '825',
    en: 'Wages and payroll taxes',
    fr: 'Salaires et dettes sociales',
  },
  loan: { section: 'longTermLiabilities', code: '850', en: 'Bank loan', fr: 'Emprunt bancaire' },
  capital: { section: 'equity', code: '900', en: 'Share capital', fr: 'Capital social' },
  owner: { section: 'equity', code: '910', en: 'Taken out by the owners', fr: 'Prélèvements des associés' },
  retained: { section: 'equity', code: '960', en: 'Retained earnings', fr: 'Report à nouveau' },
} as const satisfies Record<string, LedgerAccount>;

export type AccountKey = keyof typeof LEDGER_ACCOUNTS;
export type BankKey = 'current' | 'savings' | 'foreign';

const ACCOUNT_KEYS = Object.keys(LEDGER_ACCOUNTS) as AccountKey[];
export const BANK_KEYS: readonly BankKey[] = ['current', 'savings', 'foreign'];

export function keysOf(section: Section): AccountKey[] {
  return ACCOUNT_KEYS.filter((key) => LEDGER_ACCOUNTS[key].section === section);
}

/** Sections of the profit and loss account; all others stand in the balance sheet. */
export const RESULT_SECTIONS = [
  'income',
  'costOfSales',
  'expenses',
  'otherIncome',
  'otherExpenses',
] as const satisfies readonly Section[];

export const RESULT_KEYS: readonly AccountKey[] = RESULT_SECTIONS.flatMap((section) => keysOf(section));

export function accountName(key: AccountKey, place: Pick<Place, 'tongue' | 'taxName'>): string {
  return key === 'salesTax' ? place.taxName : LEDGER_ACCOUNTS[key][place.tongue];
}
