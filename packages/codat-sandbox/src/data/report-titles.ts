// Titles of report sections.
import type { Section } from './ledger-accounts';
import type { Place } from './places';

const TITLES = {
  income: { en: 'Income', fr: 'Produits' },
  costOfSales: { en: 'Cost of sales', fr: 'Coût des ventes' },
  expenses: { en: 'Expenses', fr: 'Charges' },
  otherIncome: { en: 'Other income', fr: 'Autres produits' },
  otherExpenses: { en: 'Other expenses', fr: 'Autres charges' },
  assets: { en: 'Assets', fr: 'Actif' },
  fixedAssets: { en: 'Fixed assets', fr: 'Actif immobilisé' },
  currentAssets: { en: 'Current assets', fr: 'Actif circulant' },
  bank: { en: 'Bank', fr: 'Banque' },
  liabilities: { en: 'Liabilities', fr: 'Dettes' },
  currentLiabilities: { en: 'Current liabilities', fr: 'Dettes à court terme' },
  longTermLiabilities: { en: 'Long-term liabilities', fr: 'Dettes à long terme' },
  equity: { en: 'Equity', fr: 'Capitaux propres' },
  earnings: { en: 'Earnings of this year', fr: 'Résultat de l’exercice' },
} as const satisfies Record<Section | 'assets' | 'liabilities' | 'earnings', Record<Place['tongue'], string>>;

export type Title = keyof typeof TITLES;

export function titleOf(title: Title, place: Pick<Place, 'tongue'>): string {
  return TITLES[title][place.tongue];
}
