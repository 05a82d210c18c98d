// Descriptions on bank statements.
import type { Tongue } from './places';

const EN = {
  takings: 'CARD TAKINGS',
  payout: 'ONLINE PAYOUT',
  rent: 'RENT',
  utilities: 'ENERGY AND WATER',
  insurance: 'BUSINESS INSURANCE',
  marketing: 'ADVERTISING',
  software: 'PHONE AND SOFTWARE',
  repairs: 'REPAIRS',
  accountancy: 'ACCOUNTANT',
  salaries: 'SALARIES',
  loan: 'LOAN REPAYMENT',
  bankFees: 'ACCOUNT CHARGES',
  interest: 'INTEREST',
  equipment: 'EQUIPMENT',
  owner: 'OWNERS',
  saving: 'TO SAVINGS',
  fromSavings: 'FROM SAVINGS',
  exchange: 'CURRENCY EXCHANGE',
  opening: 'BALANCE BROUGHT FORWARD',
};

const FR: typeof EN = {
  takings: 'REMISE CARTES',
  payout: 'VERSEMENT BOUTIQUE EN LIGNE',
  rent: 'LOYER',
  utilities: 'ÉNERGIE ET EAU',
  insurance: 'ASSURANCE PRO',
  marketing: 'PUBLICITÉ',
  software: 'TÉLÉPHONE ET LOGICIELS',
  repairs: 'RÉPARATIONS',
  accountancy: 'CABINET COMPTABLE',
  salaries: 'SALAIRES',
  loan: 'ÉCHÉANCE EMPRUNT',
  bankFees: 'FRAIS DE TENUE DE COMPTE',
  interest: 'INTÉRÊTS',
  equipment: 'MATÉRIEL',
  owner: 'ASSOCIÉS',
  saving: 'VERS ÉPARGNE',
  fromSavings: 'DEPUIS ÉPARGNE',
  exchange: 'CHANGE DE DEVISES',
  opening: 'SOLDE REPORTÉ',
};

export type BankWords = typeof EN;

export function bankWords(tongue: Tongue): BankWords {
  return tongue === 'fr' ? FR : EN;
}
