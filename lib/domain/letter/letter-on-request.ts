// Letter about an act of staff at a customer's request: the act, its time, the person, the channel. Pure.

import type { Channel } from '../consent/on-request';
import { RECEIPT_PHRASES } from '../receipt/receipt-phrases';
import type { Locale } from '../text/language';
import { dayOf, type LetterBody, type LetterContext } from './letter-parts';
import type { MailFacts } from './mail';
import type { MailPhrases } from './mail-phrases';

type OnRequestAct = MailFacts['done-on-request']['act'];

interface Phrases {
  subject: Record<OnRequestAct, (name: string) => string>;
  lead: (day: string, staff: string, askedBy: string, channel: Channel) => string;
  effect: Record<OnRequestAct, string>;
  reason: string;
  notYou: string;
}

const PHRASES: Record<Locale, Phrases> = {
  en: {
    subject: {
      paused: (name) => `${name} is paused, as you asked`,
      disconnected: (name) => `${name} is disconnected, as you asked`,
      deleted: (name) => `${name} and its data are being deleted, as you asked`,
    },
    lead: (day, staff, askedBy, channel) =>
      `${askedBy} asked us ${RECEIPT_PHRASES.en.channels[channel]}. ${staff} did it for you on ${day}.`,
    effect: {
      paused: 'Nothing new is read until you resume. Your platforms stay connected.',
      disconnected: 'Nothing new is read through it. What was read before is kept.',
      deleted: 'Nothing that was read through it is used any more. It is deleted for ever.',
    },
    reason: 'Reason',
    notYou: 'If nobody of your business asked for this, tell us at once.',
  },
  fr: {
    subject: {
      paused: (name) => `« ${name} » est suspendu, comme demandé`,
      disconnected: (name) => `${name} est déconnecté, comme demandé`,
      deleted: (name) => `${name} et ses données sont en cours de suppression, comme demandé`,
    },
    lead: (day, staff, askedBy, channel) =>
      `${askedBy} nous l’a demandé ${RECEIPT_PHRASES.fr.channels[channel]}. ${staff} l’a fait pour vous le ${day}.`,
    effect: {
      paused: 'Rien de nouveau n’est lu avant la reprise. Vos plateformes restent connectées.',
      disconnected: 'Plus rien de nouveau n’y est lu. Ce qui a été lu est conservé.',
      deleted: 'Plus rien de ce qui y a été lu n’est utilisé. C’est supprimé définitivement.',
    },
    reason: 'Motif',
    notYou: 'Si personne de votre entreprise ne l’a demandé, prévenez-nous tout de suite.',
  },
};

export function onRequestLetter(
  facts: MailFacts['done-on-request'],
  ctx: LetterContext,
  say: MailPhrases,
): LetterBody {
  const { act, subject, path, at, staff, askedBy, channel, reason } = facts;
  const words = PHRASES[ctx.language];
  return {
    subject: words.subject[act](subject),
    paragraphs: [
      words.lead(dayOf(at, ctx), `${staff} (${ctx.brand})`, askedBy, channel),
      words.effect[act],
      words.notYou,
    ],
    facts: [
      { label: act === 'paused' ? say.label.product : say.label.platform, lines: [subject] },
      { label: words.reason, lines: [reason] },
    ],
    action: {
      label: act === 'paused' ? say.action.agreement : say.action.connections,
      href: ctx.siteUrl + path,
    },
    notes: [],
  };
}
