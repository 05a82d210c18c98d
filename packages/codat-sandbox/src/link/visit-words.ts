// Sentences of the hosted Link in English and French.

import type { Language } from '../pages/language';
import type { ConnectionStatus } from '../state/entities';
import type { Offered } from './visits';

const EN = {
  note: 'Sandbox — this stands in for Codat Link',
  title: 'Connect your accounts',
  lead: (client: string) => `For ${client}. Read only: you choose what to share at each provider.`,
  said: {
    200: 'That is connected. Connect another, or say that you have finished.',
    201: 'Nothing was connected. You can choose again.',
    403: 'You stopped before the end. Nothing was connected.',
    500: 'That did not work. Nothing was connected. Try again, or choose another.',
    501: 'That one is not supported. Choose another.',
    disconnected: 'Disconnected. Nothing new is read from there.',
  },
  pending: 'Waiting for you',
  resume: 'Continue',
  resumeNamed: (name: string) => `Continue with ${name}`,
  connected: 'Connected',
  manage: 'Manage connections',
  choose: 'What do you want to connect?',
  type: {
    Accounting: 'Accounting software',
    Banking: 'Bank',
    Commerce: 'Online store or payments',
  } satisfies Record<Offered, string>,
  typeLead: {
    Accounting: 'Your books, invoices and reports',
    Banking: 'Accounts, balances and transactions',
    Commerce: 'Orders, payments and payouts',
  } satisfies Record<Offered, string>,
  isActive: (name: string) => `${name} is connected. A business connects one.`,
  search: 'Search',
  searchLabel: 'Name of the platform or bank',
  all: 'All platforms and banks',
  none: 'Nothing has that name. Check the spelling, or search for a part of it.',
  back: 'Back',
  finish: 'I have finished',
  leave: 'Leave without connecting',
  manageTitle: 'Your connections',
  manageNone: 'Nothing is connected yet.',
  state: {
    PendingAuth: 'Not finished',
    Linked: 'Connected',
    Unlinked: 'Disconnected',
    Deauthorized: 'Access ended',
  } satisfies Record<ConnectionStatus, string>,
  disconnect: 'Disconnect',
  disconnectLead: (name: string) => `Nothing new is read from ${name}. You can connect it again later.`,
  disconnectNamed: (name: string) => `Disconnect ${name}`,
  reconnect: (name: string) => `Reconnect ${name}`,
};

export type VisitWords = typeof EN;

const FR: VisitWords = {
  note: 'Bac à sable — cette page tient lieu de Codat Link',
  title: 'Connectez vos comptes',
  lead: (client) =>
    `Pour ${client}. En lecture seule\u00a0: vous choisissez ce que vous partagez chez chaque fournisseur.`,
  said: {
    200: 'C’est connecté. Connectez autre chose, ou indiquez que vous avez terminé.',
    201: 'Rien n’a été connecté. Vous pouvez choisir de nouveau.',
    403: 'Vous vous êtes arrêté avant la fin. Rien n’a été connecté.',
    500: 'Cela n’a pas fonctionné. Rien n’a été connecté. Réessayez ou faites un autre choix.',
    501: 'Ce choix n’est pas pris en charge. Faites-en un autre.',
    disconnected: 'Déconnecté. Plus rien de nouveau n’y est lu.',
  },
  pending: 'En attente de vous',
  resume: 'Continuer',
  resumeNamed: (name) => `Continuer avec ${name}`,
  connected: 'Connecté',
  manage: 'Gérer les connexions',
  choose: 'Que voulez-vous connecter\u00a0?',
  type: {
    Accounting: 'Logiciel de comptabilité',
    Banking: 'Banque',
    Commerce: 'Boutique en ligne ou paiements',
  },
  typeLead: {
    Accounting: 'Vos comptes, factures et rapports',
    Banking: 'Comptes, soldes et opérations',
    Commerce: 'Commandes, paiements et versements',
  },
  isActive: (name) => `${name} est connecté. Une entreprise n’en connecte qu’un.`,
  search: 'Rechercher',
  searchLabel: 'Nom de la plateforme ou de la banque',
  all: 'Toutes les plateformes et banques',
  none: 'Rien ne porte ce nom. Vérifiez l’orthographe, ou cherchez une partie du nom.',
  back: 'Retour',
  finish: 'J’ai terminé',
  leave: 'Quitter sans connecter',
  manageTitle: 'Vos connexions',
  manageNone: 'Rien n’est encore connecté.',
  state: {
    PendingAuth: 'À terminer',
    Linked: 'Connecté',
    Unlinked: 'Déconnecté',
    Deauthorized: 'Accès terminé',
  },
  disconnect: 'Déconnecter',
  disconnectLead: (name) => `Plus rien de nouveau n’est lu dans ${name}. Vous pourrez reconnecter plus tard.`,
  disconnectNamed: (name) => `Déconnecter ${name}`,
  reconnect: (name) => `Reconnecter ${name}`,
};

export function visitWordsFor(language: Language): VisitWords {
  return language === 'fr' ? FR : EN;
}
