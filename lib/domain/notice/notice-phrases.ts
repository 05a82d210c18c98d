// Phrases of a consent notice in each language; they are part of the text that is stored and hashed.

import type { SourceType } from '../connection/connection';
import type { Locale } from '../text/language';

export interface NoticePhrases {
  title: (source: string) => string;
  lead: (controller: string, product: string) => string;
  readOnly: string;
  what: string;
  whatCount: (n: number) => string;
  optional: string;
  fromSource: (platform: string, required: boolean) => string;
  history: (months: number) => string;
  why: string;
  benefit: (source: string, text: string) => string;
  howLong: string;
  once: string;
  months: (n: number) => string;
  frequency: Record<'once' | 'daily' | 'weekly', string>;
  until: (months: number | null) => string;
  retention: (days: number) => string;
  who: string;
  whoSelf: (controller: string) => string;
  onlyFor: (source: string) => string;
  nobodyElse: string;
  platforms: string;
  platformsText: (controller: string) => string;
  stop: string;
  stopShort: string;
  stopText: string;
  stopOther: (email: string, phone: string) => string;
  stopEarlier: string;
  statement: (controller: string, product: string) => string;
  /** Beside the box of an optional source. */
  option: Record<SourceType, string>;
  /** Inside a sentence: the kind of data, and the kind of platform. */
  source: Record<SourceType, string>;
  platform: Record<SourceType, string>;
  and: string;
  sourceTitle: Record<SourceType, string>;
}

const months = { en: (n: number) => (n === 1 ? '1 month' : `${n} months`), fr: (n: number) => `${n} mois` };

export const NOTICE_PHRASES: Record<Locale, NoticePhrases> = {
  en: {
    title: (source) => `Share your ${source} data?`,
    lead: (controller, product) => `${controller} asks to read this data for ${product}.`,
    readOnly: 'Read only. Nothing is changed in your books or accounts.',
    what: 'What we read',
    whatCount: (n) => (n === 1 ? '1 kind' : `${n} kinds`),
    optional: 'if available',
    fromSource: (platform, required) =>
      required ? `From your ${platform} (needed)` : `From your ${platform} (optional: only if you choose it)`,
    history: (n) => `We read up to ${months.en(n)} back.`,
    why: 'Why',
    benefit: (source, text) => `${source}: ${text}`,
    howLong: 'How long',
    once: 'Once',
    months: months.en,
    frequency: {
      once: 'We read it one time.',
      daily: 'We read it once a day.',
      weekly: 'We read it once a week.',
    },
    until: (n) =>
      n === null
        ? 'Your agreement ends after that one read.'
        : `Your agreement ends after ${months.en(n)}. We ask you again before then.`,
    retention: (days) => `When it ends, we delete what we read within ${days} days.`,
    who: 'Who else sees it',
    whoSelf: (controller) => `${controller} decides how your data is used and answers to you for it.`,
    onlyFor: (source) => `Only for ${source} data.`,
    nobodyElse: 'Nobody else sees it. We do not sell it.',
    platforms: 'How you connect',
    platformsText: (controller) =>
      `A platform you have connected already is read without a new sign-in. Any other one you choose on the next page. You sign in on its own site, then come back here. ${controller} never sees your password.`,
    stop: 'How to stop',
    stopShort: 'Any time',
    stopText: 'Open Agreements here: it shows what you share and lets you stop it.',
    stopOther: (email, phone) => `Write to ${email} or call ${phone}, and we stop.`,
    stopEarlier: 'Stopping does not undo what was done before with your agreement.',
    statement: (controller, product) => `I agree that ${controller} reads this data for ${product}.`,
    option: {
      Accounting: 'Also read your accounting data (optional).',
      Banking: 'Also read your bank accounts (optional).',
      Commerce: 'Also read your online shop (optional).',
    },
    source: { Accounting: 'accounting', Banking: 'banking', Commerce: 'online shop' },
    platform: { Accounting: 'accounting software', Banking: 'bank', Commerce: 'online shop' },
    and: 'and',
    sourceTitle: { Accounting: 'Accounting', Banking: 'Banking', Commerce: 'Online shop' },
  },
  fr: {
    title: (source) => `Partager vos données ${source} ?`,
    lead: (controller, product) => `${controller} demande à lire ces données pour « ${product} ».`,
    readOnly: 'Lecture seule. Rien n’est modifié dans vos livres ni sur vos comptes.',
    what: 'Ce que nous lisons',
    whatCount: (n) => (n === 1 ? '1 type' : `${n} types`),
    optional: 'si disponible',
    fromSource: (platform, required) =>
      required
        ? `Depuis votre ${platform} (nécessaire)`
        : `Depuis votre ${platform} (en option : seulement si vous le choisissez)`,
    history: (n) => `Nous remontons au plus ${months.fr(n)} en arrière.`,
    why: 'Pourquoi',
    benefit: (source, text) => `${source} : ${text}`,
    howLong: 'Pour combien de temps',
    once: 'Une fois',
    months: months.fr,
    frequency: {
      once: 'Nous les lisons une seule fois.',
      daily: 'Nous les lisons une fois par jour.',
      weekly: 'Nous les lisons une fois par semaine.',
    },
    until: (n) =>
      n === null
        ? 'Votre accord prend fin après cette lecture.'
        : `Votre accord prend fin au bout de ${months.fr(n)}. Nous vous le redemandons avant.`,
    retention: (days) => `Quand il prend fin, nous effaçons ce que nous avons lu sous ${days} jours.`,
    who: 'Qui d’autre les voit',
    whoSelf: (controller) => `${controller} décide de l’usage de vos données et vous en répond.`,
    onlyFor: (source) => `Seulement pour les données ${source}.`,
    nobodyElse: 'Personne d’autre ne les voit. Nous ne les vendons pas.',
    platforms: 'Comment vous connecter',
    platformsText: (controller) =>
      `Une plateforme déjà connectée est lue sans nouvelle identification. Sinon, vous en choisissez une à la page suivante. Vous vous identifiez sur son site, puis vous revenez ici. ${controller} ne voit jamais votre mot de passe.`,
    stop: 'Comment arrêter',
    stopShort: 'À tout moment',
    stopText: 'Ouvrez Accords ici : vous y voyez ce que vous partagez et pouvez l’arrêter.',
    stopOther: (email, phone) => `Écrivez à ${email} ou appelez le ${phone}, et nous arrêtons.`,
    stopEarlier: 'Arrêter n’annule pas ce qui a été fait auparavant avec votre accord.',
    statement: (controller, product) => `J’autorise ${controller} à lire ces données pour « ${product} ».`,
    option: {
      Accounting: 'Lire aussi votre comptabilité (en option).',
      Banking: 'Lire aussi vos comptes bancaires (en option).',
      Commerce: 'Lire aussi votre boutique en ligne (en option).',
    },
    source: { Accounting: 'comptables', Banking: 'bancaires', Commerce: 'de vente en ligne' },
    platform: { Accounting: 'logiciel comptable', Banking: 'banque', Commerce: 'boutique en ligne' },
    and: 'et',
    sourceTitle: { Accounting: 'Comptabilité', Banking: 'Banque', Commerce: 'Boutique en ligne' },
  },
};
