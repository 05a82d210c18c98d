// Letter that reminds of an abandoned connection, and links to that very connection. Pure.

import { reconnectPlace } from '../next-step/next-step';
import type { Locale } from '../text/language';
import { factsOf, type LetterBody, type LetterContext } from './letter-parts';
import type { MailFacts } from './mail';
import { MAIL_PHRASES } from './mail-phrases';

interface Phrases {
  subject: (platform: string) => string;
  lead: (platform: string, product: string) => string;
  nothing: string;
  once: string;
  action: (platform: string) => string;
}

const SAY: Record<Locale, Phrases> = {
  en: {
    subject: (platform) => `${platform} is not connected yet`,
    lead: (platform, product) => `${platform} was chosen for ${product}, and connecting it was not finished.`,
    nothing: 'Nothing is shared from it.',
    once: 'If it is not wanted any more, do nothing. We remind you once only.',
    action: (platform) => `Finish connecting ${platform}`,
  },
  fr: {
    subject: (platform) => `${platform} n’est pas encore connecté`,
    lead: (platform, product) =>
      `${platform} a été choisi pour «\u00a0${product}\u00a0», mais la connexion n’est pas terminée.`,
    nothing: 'Rien n’en est partagé.',
    once: 'Si vous n’en voulez plus, ne faites rien. Nous ne le rappelons qu’une fois.',
    action: (platform) => `Terminer la connexion à ${platform}`,
  },
};

export function unfinishedLetter(
  { connectionId, productId, product, platform }: MailFacts['connection-unfinished'],
  ctx: LetterContext,
): LetterBody {
  const say = SAY[ctx.language];
  return {
    subject: say.subject(platform),
    paragraphs: [say.lead(platform, product), say.nothing],
    facts: factsOf(ctx, MAIL_PHRASES[ctx.language], [
      ['product', product],
      ['platform', platform],
    ]),
    action: {
      label: say.action(platform),
      href: ctx.siteUrl + reconnectPlace(connectionId, productId),
    },
    notes: [say.once],
  };
}
