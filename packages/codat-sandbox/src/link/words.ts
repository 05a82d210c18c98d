// Sentences of the provider pages in English and French.
import type { SourceType } from '../catalogue/integrations';
import type { Language } from '../pages/language';

/** What a provider looks like: a bank feed belongs to an accounting platform. */
export type Kind = 'accounting' | 'banking' | 'commerce';

const EN = {
  note: (name: string) => `Sandbox — this stands in for ${name}`,
  signInTitle: (name: string) => `Sign in to ${name}`,
  signInLead: 'Anything you type will do. Nothing leaves this computer.',
  userName: { accounting: 'E-mail address', banking: 'Customer number', commerce: 'Store e-mail address' },
  password: { accounting: 'Password', banking: 'Passcode', commerce: 'Password' },
  signIn: 'Sign in',
  chooseTitle: {
    accounting: 'Which organisation do you want to share?',
    banking: 'Which accounts do you want to share?',
    commerce: 'Which store do you want to share?',
  },
  chooseLead: 'You are signed in. Choose, check the list below, then authorise.',
  legend: { accounting: 'Organisations you can see', banking: 'Accounts of', commerce: 'Your stores' },
  accountNeeded: 'Choose at least one account.',
  sharedTitle: 'What will be shared, read only',
  sharedHint: 'Untick what you do not want to share.',
  authorise: 'Authorise',
  cancel: 'Cancel',
  otherTitle: 'This is another organisation',
  otherLead: (before: string, now: string) =>
    `Until now you shared ${before}. You are about to share ${now} instead.`,
  otherYes: (name: string) => `Share ${name}`,
  otherNo: 'Go back and choose again',
  offlineTitle: (name: string) => `Connect ${name} on your computer`,
  offlineLead: (name: string) =>
    `${name} keeps its books on a computer, so a small program reads them from there.`,
  offlineSteps: (name: string, key: string) => [
    `Download the connector on the computer where ${name} is installed.`,
    `Open it, and enter the key ${key} when it asks.`,
    `Keep ${name} open until the connector says that it is ready.`,
  ],
  offlineReady: 'The connector is installed',
  wrong: 'Make something go wrong',
  providerError: 'Provider error',
  providerDown: 'The provider is down',
  notSupported: 'Not supported',
  finish: 'Finish without connecting',
  downTitle: (name: string) => `${name} cannot be reached`,
  downLead: 'There is a problem at our end. Nothing was shared. Try again in a few minutes.',
  tryAgain: 'Try again',
  endedTitle: 'You have finished here',
  endedLead: 'This visit is over. Go back to where you came from.',
  goBack: 'Go back',
  connectedTitle: (name: string) => `${name} is connected`,
  notConnectedTitle: (name: string) => `${name} is not connected`,
  closeTab: 'You can close this tab and go back.',
  successTitle: 'Thank you',
  successLead: 'You can close this page now.',
  refusedTitle: 'This address is not allowed',
  refusedLead: 'The page to return to is not on the list of allowed addresses.',
  expiredTitle: 'This link no longer works',
  expiredLead: 'A link works once, and for a short time. Go back to where you got it and ask for a new one.',
  goneTitle: 'Nothing to connect here',
  goneLead: 'This connection was removed. Go back to where you came from and start again.',
  elsewhereTitle: 'This begins inside Sage',
  elsewhereLead:
    'A Sage bank feed cannot be set up from a link. Open Sage, choose banking, and connect there.',
};

export type Words = typeof EN;

const FR: Words = {
  note: (name) => `Bac à sable — cette page tient lieu de ${name}`,
  signInTitle: (name) => `Se connecter à ${name}`,
  signInLead: 'Tapez ce que vous voulez. Rien ne quitte cet ordinateur.',
  userName: {
    accounting: 'Adresse de courriel',
    banking: 'Numéro de client',
    commerce: 'Adresse de courriel de la boutique',
  },
  password: { accounting: 'Mot de passe', banking: 'Code secret', commerce: 'Mot de passe' },
  signIn: 'Se connecter',
  chooseTitle: {
    accounting: 'Choisissez l’organisation à partager',
    banking: 'Choisissez les comptes à partager',
    commerce: 'Choisissez la boutique à partager',
  },
  chooseLead: 'Vous voici dans votre compte. Vérifiez la liste ci-dessous, puis autorisez.',
  legend: {
    accounting: 'Les organisations que vous voyez',
    banking: 'Comptes de',
    commerce: 'Vos boutiques',
  },
  accountNeeded: 'Choisissez au moins un compte.',
  sharedTitle: 'Ce qui sera partagé, en lecture seule',
  sharedHint: 'Décochez ce que vous ne voulez pas partager.',
  authorise: 'Autoriser',
  cancel: 'Annuler',
  otherTitle: 'C’est une autre organisation',
  otherLead: (before, now) => `Jusqu’ici, vous partagiez ${before}. Vous allez partager ${now} à la place.`,
  otherYes: (name) => `Partager ${name}`,
  otherNo: 'Revenir au choix',
  offlineTitle: (name) => `Connecter ${name} depuis votre ordinateur`,
  offlineLead: (name) =>
    `${name} garde ses comptes sur un ordinateur\u00a0; un petit programme les lit à cet endroit.`,
  offlineSteps: (name, key) => [
    `Téléchargez le connecteur sur l’ordinateur où ${name} est installé.`,
    `Ouvrez-le et saisissez la clé ${key} lorsqu’il la demande.`,
    `Laissez ${name} ouvert jusqu’à ce que le connecteur se dise prêt.`,
  ],
  offlineReady: 'Le connecteur est installé',
  wrong: 'Provoquer un problème',
  providerError: 'Erreur du fournisseur',
  providerDown: 'Le fournisseur est en panne',
  notSupported: 'Non pris en charge',
  finish: 'Terminer sans connecter',
  downTitle: (name) => `${name} est injoignable`,
  downLead: 'Le problème vient de chez nous. Rien n’a été partagé. Réessayez dans quelques minutes.',
  tryAgain: 'Réessayer',
  endedTitle: 'Vous avez terminé ici',
  endedLead: 'Cette visite est close. Revenez à la page d’où vous venez.',
  goBack: 'Revenir',
  connectedTitle: (name) => `${name} est connecté`,
  notConnectedTitle: (name) => `${name} n’est pas connecté`,
  closeTab: 'Vous pouvez fermer cet onglet et revenir en arrière.',
  successTitle: 'Merci',
  successLead: 'Vous pouvez fermer cette page.',
  refusedTitle: 'Cette adresse n’est pas autorisée',
  refusedLead: 'La page de retour ne figure pas sur la liste des adresses autorisées.',
  expiredTitle: 'Ce lien ne fonctionne plus',
  expiredLead:
    'Un lien sert une fois, et peu de temps. Revenez là où vous l’avez reçu et demandez-en un autre.',
  goneTitle: 'Rien à connecter ici',
  goneLead: 'Cette connexion a été supprimée. Revenez à la page d’où vous venez et recommencez.',
  elsewhereTitle: 'Cela commence dans Sage',
  elsewhereLead:
    'Un flux bancaire Sage ne s’ouvre pas par un lien. Ouvrez Sage, puis la banque, et connectez-la là.',
};

export function wordsFor(language: Language): Words {
  return language === 'fr' ? FR : EN;
}

export function kindOf(sourceType: SourceType): Kind {
  switch (sourceType) {
    case 'Banking':
      return 'banking';
    case 'Commerce':
      return 'commerce';
    case 'Accounting':
    case 'BankFeed':
    case 'Other':
      return 'accounting';
    default:
      return sourceType satisfies never;
  }
}
