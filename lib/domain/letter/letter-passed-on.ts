// Letter that asks a colleague to do what its author has no right to do. Pure.
import type { Locale } from '../text/language';
import { factsOf, type LetterBody, type LetterContext } from './letter-parts';
import type { MailFacts } from './mail';
import { MAIL_PHRASES } from './mail-phrases';

interface Phrases {
  subject: (by: string) => string;
  lead: (by: string) => string;
  nothing: string;
  action: string;
}

const SAY: Record<Locale, Phrases> = {
  en: {
    subject: (by) => `${by} asks you to decide`,
    lead: (by) => `${by} may not do this for your business, and passes it on to you.`,
    nothing: 'Nothing has changed so far. Open the page, read it, then decide.',
    action: 'Open the page',
  },
  fr: {
    subject: (by) => `${by} vous demande de décider`,
    lead: (by) => `${by} n’y est pas autorisé dans votre entreprise et s’en remet à vous.`,
    nothing: 'Rien n’a changé pour le moment. Ouvrez la page, lisez-la, puis décidez.',
    action: 'Ouvrir la page',
  },
};

export function passedOnLetter({ by, path }: MailFacts['passed-on'], ctx: LetterContext): LetterBody {
  const say = SAY[ctx.language];
  return {
    subject: say.subject(by),
    paragraphs: [say.lead(by), say.nothing],
    facts: factsOf(ctx, MAIL_PHRASES[ctx.language], []),
    action: { label: say.action, href: ctx.siteUrl + path },
    notes: [],
  };
}
