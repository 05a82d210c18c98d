// Owns the sentences of the provider pages in both languages.
import type { DataType } from '../catalogue/data-types';
import type { SourceType } from '../catalogue/integrations';
import type { Language } from '../pages/language';

const EN = {
  note: (name: string) => `Sandbox — this stands in for ${name}`,
  signInTitle: (name: string) => `Sign in to ${name}`,
  signInLead: 'Any user name and password will do. Nothing leaves this computer.',
  userName: 'User name',
  password: 'Password',
  signIn: 'Sign in',
  chooseTitle: 'Choose what to share',
  chooseLead: 'You are signed in. Pick one to share, check the list, then authorise.',
  legend: {
    accounting: 'Organisation to share',
    banking: 'Account holder to share',
    commerce: 'Store to share',
  },
  sharedTitle: 'What will be shared, read only',
  authorise: 'Authorise',
  cancel: 'Cancel',
  wrong: 'Make something go wrong',
  providerError: 'Provider error',
  notSupported: 'Not supported',
  finish: 'Finish without connecting',
  endedTitle: 'You have finished here',
  endedLead: 'This visit is over. Go back to where you came from.',
  goBack: 'Go back',
  successTitle: 'Thank you',
  successLead: 'You can close this page now.',
  refusedTitle: 'This address is not allowed',
  refusedLead: 'The page to return to is not on the list of allowed addresses.',
  expiredTitle: 'This link no longer works',
  expiredLead: 'A link works once, and for a short time. Go back to where you got it and ask for a new one.',
  goneTitle: 'Nothing to connect here',
  goneLead: 'This connection was removed. Go back to where you came from and start again.',
  companyTitle: 'Whole-company link',
  companyLead:
    'Here a customer would see every platform and choose one. Ask for a link to one platform to go on.',
};

export type Words = typeof EN;

const FR: Words = {
  note: (name) => `Bac à sable — cette page tient lieu de ${name}`,
  signInTitle: (name) => `Se connecter à ${name}`,
  signInLead: 'Tout nom et tout mot de passe conviennent. Rien ne quitte cet ordinateur.',
  userName: 'Nom d’utilisateur',
  password: 'Mot de passe',
  signIn: 'Se connecter',
  chooseTitle: 'Choisissez ce que vous partagez',
  chooseLead: 'Vous êtes connecté. Faites votre choix, vérifiez la liste, puis autorisez.',
  legend: {
    accounting: 'Organisation à partager',
    banking: 'Titulaire de compte à partager',
    commerce: 'Boutique à partager',
  },
  sharedTitle: 'Ce qui sera partagé, en lecture seule',
  authorise: 'Autoriser',
  cancel: 'Annuler',
  wrong: 'Provoquer un problème',
  providerError: 'Erreur du fournisseur',
  notSupported: 'Non pris en charge',
  finish: 'Terminer sans connecter',
  endedTitle: 'Vous avez terminé ici',
  endedLead: 'Cette visite est close. Revenez à la page d’où vous venez.',
  goBack: 'Revenir',
  successTitle: 'Merci',
  successLead: 'Vous pouvez fermer cette page.',
  refusedTitle: 'Cette adresse n’est pas autorisée',
  refusedLead: 'La page de retour ne figure pas sur la liste des adresses autorisées.',
  expiredTitle: 'Ce lien ne fonctionne plus',
  expiredLead:
    'Un lien sert une fois, et peu de temps. Revenez là où vous l’avez reçu et demandez-en un autre.',
  goneTitle: 'Rien à connecter ici',
  goneLead: 'Cette connexion a été supprimée. Revenez à la page d’où vous venez et recommencez.',
  companyTitle: 'Lien de toute l’entreprise',
  companyLead:
    'Ici, un client verrait toutes les plateformes et en choisirait une. Demandez un lien vers une plateforme pour continuer.',
};

export function wordsFor(language: Language): Words {
  return language === 'fr' ? FR : EN;
}

export function kindOf(sourceType: SourceType): keyof Words['legend'] {
  if (sourceType === 'Banking') return 'banking';
  return sourceType === 'Commerce' ? 'commerce' : 'accounting';
}

/** A customer reads kinds of data, not type names; a line shows when any of its types is offered. */
const SHARED: ReadonlyArray<{ types: readonly DataType[]; en: string; fr: string }> = [
  { types: ['company', 'commerce-companyInfo'], en: 'Business details', fr: 'Coordonnées de l’entreprise' },
  { types: ['profitAndLoss'], en: 'Profit and loss', fr: 'Compte de résultat' },
  { types: ['balanceSheet'], en: 'Balance sheet', fr: 'Bilan' },
  { types: ['cashFlowStatement'], en: 'Cash-flow statement', fr: 'Tableau de flux de trésorerie' },
  {
    types: ['bankAccounts', 'banking-accounts'],
    en: 'Bank accounts and balances',
    fr: 'Comptes bancaires et soldes',
  },
  {
    types: ['bankTransactions', 'banking-transactions'],
    en: 'Bank transactions',
    fr: 'Opérations bancaires',
  },
  { types: ['invoices', 'customers'], en: 'Customers and invoices', fr: 'Clients et factures' },
  { types: ['bills', 'suppliers'], en: 'Suppliers and bills', fr: 'Fournisseurs et factures d’achat' },
  { types: ['chartOfAccounts', 'journals'], en: 'Accounts and journals', fr: 'Plan comptable et journaux' },
  { types: ['commerce-orders', 'commerce-products'], en: 'Orders and products', fr: 'Commandes et produits' },
  { types: ['commerce-payments'], en: 'Payments and payouts', fr: 'Paiements et versements' },
  { types: ['commerce-customers'], en: 'Customers', fr: 'Clients' },
];

export function sharedLines(readable: readonly DataType[], language: Language): string[] {
  return SHARED.filter(({ types }) => types.some((type) => readable.includes(type))).map(
    (line) => line[language],
  );
}
