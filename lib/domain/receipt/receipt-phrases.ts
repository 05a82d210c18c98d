// Phrases of a receipt in each language; facts of the consent notice use the notice's phrases.

import type { Channel } from '../consent/on-request';
import type { IdentificationMethod } from '../identity/authority';
import type { Locale } from '../text/language';
import type { ReceiptEventType } from './receipt';

export interface ReceiptPhrases {
  receipt: string;
  /** The customer and the product. */
  title: (product: string) => string;
  happened: Record<ReceiptEventType, string>;
  agreedHeading: string;
  endedHeading: string;
  afterHeading: string;
  proofHeading: string;
  business: string;
  product: string;
  version: (product: string, version: number) => string;
  recorded: string;
  by: string;
  automatically: string;
  /** The event, when staff acted at the customer's request. */
  doneOnRequest: string;
  asked: string;
  askedBy: (name: string, channel: string) => string;
  channels: Record<Channel, string>;
  roles: Record<string, string>;
  identified: string;
  identifiedBy: Record<IdentificationMethod, (moment: string) => string>;
  /** How the person was authenticated, in the sign-in service's own codes. */
  identifiedHow: (codes: string) => string;
  from: string;
  until: string;
  /** After the end: the date until which it would have run. */
  agreedUntil: string;
  why: string;
  what: string;
  whatWas: string;
  back: string;
  often: string;
  platforms: string;
  organisation: (platform: string, organisation: string) => string;
  controller: string;
  processors: string;
  recipients: string;
  added: string;
  removed: string;
  data: string;
  stop: string;
  deletedNow: string;
  deletedBy: (date: string) => string;
  number: string;
  entry: string;
  entryOf: (seq: number) => string;
  hash: string;
  previous: string;
  first: string;
  words: string;
  record: string;
  earlier: string;
  reason: string;
  check: string;
  checkScan: (address: string) => string;
  checkFile: (address: string) => string;
  /** Next to characters that are shown as their codes. */
  spelledOut: (file: string) => string;
  page: (number: number, of: number) => string;
  code: string;
}

export const RECEIPT_PHRASES: Record<Locale, ReceiptPhrases> = {
  en: {
    receipt: 'Receipt',
    title: (product) => `Receipt for ${product}`,
    happened: {
      given: 'You agreed to share data.',
      amended: 'You agreed to a change in what you share.',
      renewed: 'You agreed to share data for longer.',
      withdrawn: 'You stopped sharing data.',
      expired: 'The time you agreed to is over.',
    },
    agreedHeading: 'What you agreed to',
    endedHeading: 'What has ended',
    afterHeading: 'When it ends',
    proofHeading: 'Proof',
    business: 'Business',
    product: 'Product',
    version: (product, version) => `${product}, version ${version}`,
    recorded: 'Recorded on',
    by: 'By',
    automatically: 'Nobody: the time was over',
    doneOnRequest: 'You asked us to stop, and we stopped reading your data.',
    asked: 'Asked for by',
    askedBy: (name, channel) => `${name}, ${channel}`,
    channels: {
      phone: 'by telephone',
      letter: 'by letter',
      email: 'by e-mail',
      'in-person': 'in person',
    },
    roles: {
      owner: 'owner',
      director: 'director',
      delegate: 'delegate',
      accountant: 'accountant',
      viewer: 'viewer',
    },
    identified: 'Identified',
    identifiedBy: {
      issuer: (moment) => `By signing in, ${moment}`,
      'mail-link': (moment) => `By a link sent by e-mail, ${moment}`,
      demo: (moment) => `In the demonstration, without a check, ${moment}`,
    },
    identifiedHow: (codes) => `The sign-in service says how: ${codes}`,
    from: 'From',
    until: 'Until',
    agreedUntil: 'Was agreed until',
    why: 'Why',
    what: 'What is read',
    whatWas: 'What was read',
    back: 'How far back',
    often: 'How often',
    platforms: 'Read through',
    organisation: (platform, organisation) => `${platform} (${organisation})`,
    controller: 'Who asks',
    processors: 'Who handles it for them',
    recipients: 'Who else sees it',
    added: 'New',
    removed: 'No longer read',
    data: 'Data already read',
    stop: 'How to stop',
    deletedNow: 'You chose to have it deleted now, except what another product needs.',
    deletedBy: (date) => `It is deleted on ${date}, unless another product needs it.`,
    number: 'Receipt number',
    entry: 'Entry in the record',
    entryOf: (seq) => `Number ${seq} of this business`,
    hash: 'Hash of the entry',
    previous: 'Hash of the entry before',
    first: 'None: this is the first',
    words: 'Hash of the words shown',
    record: 'Id of the entry',
    earlier: 'Id of the entry it follows',
    reason: 'Reason',
    check: 'Check this receipt',
    checkScan: (address) =>
      `Scan the code: it holds this receipt and opens ${address}. The check runs in your own browser.`,
    checkFile: (address) => `Open ${address} and choose this file. The check runs in your own browser.`,
    spelledOut: (file) =>
      `A code such as [U+00E9] stands for a character that cannot be drawn here. The signed file ${file} holds the character itself.`,
    page: (number, of) => `Page ${number} of ${of}`,
    code: 'QR code with the address of the page that checks this receipt',
  },
  fr: {
    receipt: 'Reçu',
    title: (product) => `Reçu pour « ${product} »`,
    happened: {
      given: 'Vous avez accepté de partager des données.',
      amended: 'Vous avez accepté de modifier ce que vous partagez.',
      renewed: 'Vous avez prolongé votre accord.',
      withdrawn: 'Vous avez retiré votre accord.',
      expired: 'La durée de votre accord est écoulée.',
    },
    agreedHeading: 'Ce que vous avez accepté',
    endedHeading: 'Ce qui a pris fin',
    afterHeading: 'Quand il prend fin',
    proofHeading: 'Preuve',
    business: 'Entreprise',
    product: 'Service',
    version: (product, version) => `${product}, version ${version}`,
    recorded: 'Enregistré le',
    by: 'Par',
    automatically: 'Personne : la durée était écoulée',
    doneOnRequest: 'Vous nous avez demandé d’arrêter, et nous ne lisons plus vos données.',
    asked: 'À la demande de',
    askedBy: (name, channel) => `${name}, ${channel}`,
    channels: {
      phone: 'par téléphone',
      letter: 'par courrier',
      email: 'par courriel',
      'in-person': 'sur place',
    },
    roles: {
      owner: 'propriétaire',
      director: 'dirigeant',
      delegate: 'mandataire',
      accountant: 'comptable',
      viewer: 'consultation seule',
    },
    identified: 'Identification',
    identifiedBy: {
      issuer: (moment) => `Auprès du service d’identification, le ${moment}`,
      'mail-link': (moment) => `Par un lien envoyé par e-mail, le ${moment}`,
      demo: (moment) => `Dans la démonstration, sans vérification, le ${moment}`,
    },
    identifiedHow: (codes) => `Mode indiqué par le service d’identification : ${codes}`,
    from: 'À partir du',
    until: 'Jusqu’au',
    agreedUntil: 'Était prévu jusqu’au',
    why: 'Pourquoi',
    what: 'Ce qui est lu',
    whatWas: 'Ce qui était lu',
    back: 'Jusqu’où',
    often: 'À quel rythme',
    platforms: 'Lu depuis',
    organisation: (platform, organisation) => `${platform} (${organisation})`,
    controller: 'Qui demande',
    processors: 'Qui les traite pour lui',
    recipients: 'Qui d’autre les voit',
    added: 'Nouveau',
    removed: 'N’est plus lu',
    data: 'Données déjà lues',
    stop: 'Comment arrêter',
    deletedNow:
      'Vous avez choisi de les supprimer dès maintenant, sauf celles dont un autre service a besoin.',
    deletedBy: (date) => `Elles sont supprimées le ${date}, sauf si un autre service en a besoin.`,
    number: 'Numéro du reçu',
    entry: 'Entrée du registre',
    entryOf: (seq) => `Numéro ${seq} de cette entreprise`,
    hash: 'Empreinte de l’entrée',
    previous: 'Empreinte de l’entrée précédente',
    first: 'Aucune : c’est la première',
    words: 'Empreinte du texte affiché',
    record: 'Identifiant de l’entrée',
    earlier: 'Identifiant de l’entrée qui précède',
    reason: 'Motif',
    check: 'Vérifier ce reçu',
    checkScan: (address) =>
      `Scannez le code : il contient ce reçu et ouvre ${address}. La vérification se fait dans votre navigateur.`,
    checkFile: (address) =>
      `Ouvrez ${address} et choisissez ce fichier. La vérification se fait dans votre navigateur.`,
    spelledOut: (file) =>
      `Un code comme [U+00E9] remplace un caractère qui ne peut pas être dessiné ici. Le fichier signé ${file} contient le caractère lui-même.`,
    page: (number, of) => `Page ${number} sur ${of}`,
    code: 'Code QR avec l’adresse de la page qui vérifie ce reçu',
  },
};
