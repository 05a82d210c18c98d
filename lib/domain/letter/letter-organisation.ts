// Letter that asks whether the right organisation is connected: who connected it, and what was there before. Pure.
import type { Locale } from '../text/language';
import { factsOf, type LetterBody, type LetterContext } from './letter-parts';
import type { MailFacts } from './mail';
import { MAIL_PHRASES } from './mail-phrases';

type Facts = MailFacts['organisation-check'];

interface Phrases {
  subject: (platform: string) => string;
  byColleague: (platform: string, linkOf: string) => string;
  elsewhere: (platform: string) => string;
  what: Record<Facts['what'], (before: string, business: string) => string>;
  until: (platform: string) => string;
  action: string;
}

const SAY: Record<Locale, Phrases> = {
  en: {
    subject: (platform) => `${platform}: is the right organisation connected?`,
    byColleague: (platform, linkOf) => `A colleague connected ${platform} with the link of ${linkOf}.`,
    elsewhere: (platform) => `${platform} is connected, and that did not happen on our pages.`,
    what: {
      unnamed: () => 'The platform does not tell the name of the organisation.',
      'first-fits': () => 'Nothing was connected there before.',
      'first-differs': (_, business) =>
        `Nothing was connected there before. Here, your business is called ${business}.`,
      same: () => 'It is the same organisation as before.',
      other: (before) => `Before, ${before} was connected. If it was only renamed, say that it is right.`,
      namesake: () => 'It has the name of the one before, and is another organisation there.',
    },
    until: (platform) => `Nothing is used from ${platform} until you answer.`,
    action: 'Check and answer',
  },
  fr: {
    subject: (platform) => `${platform} : la bonne organisation est-elle connectée ?`,
    byColleague: (platform, linkOf) =>
      `Une personne de votre équipe a connecté ${platform} avec le lien créé par ${linkOf}.`,
    elsewhere: (platform) => `${platform} est connecté, mais cela n’a pas été fait sur nos pages.`,
    what: {
      unnamed: () => 'La plateforme n’indique pas le nom de l’organisation.',
      'first-fits': () => 'Rien n’y était connecté auparavant.',
      'first-differs': (_, business) =>
        `Rien n’y était connecté auparavant. Ici, votre entreprise s’appelle ${business}.`,
      same: () => 'C’est la même organisation qu’avant.',
      other: (before) =>
        `Organisation connectée auparavant : ${before}. Si seul le nom a changé, répondez que c’est la bonne.`,
      namesake: () =>
        'Elle porte le nom de la précédente, mais c’est une autre organisation sur la plateforme.',
    },
    until: (platform) => `Rien n’est utilisé depuis ${platform} avant votre réponse.`,
    action: 'Vérifier et répondre',
  },
};

export function organisationLetter(facts: Facts, ctx: LetterContext): LetterBody {
  const { connectionId, platform, organisation, what, before, linkOf } = facts;
  const say = SAY[ctx.language];
  return {
    subject: say.subject(platform),
    paragraphs: [
      linkOf === '' ? say.elsewhere(platform) : say.byColleague(platform, linkOf),
      say.what[what](before, ctx.business ?? ''),
      say.until(platform),
    ],
    facts: factsOf(ctx, MAIL_PHRASES[ctx.language], [
      ['platform', platform],
      ['organisation', organisation],
    ]),
    action: { label: say.action, href: `${ctx.siteUrl}/connections/${connectionId}/check` },
    notes: [],
  };
}
