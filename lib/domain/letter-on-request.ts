// The letter about what staff did because the customer asked: what, who, when, how it was asked for. Pure.
import { dayOf, type LetterBody, type LetterContext } from './letter-parts';
import type { MailFacts } from './mail';
import type { MailPhrases } from './mail-phrases';

export function onRequestLetter(
  facts: MailFacts['done-on-request'],
  ctx: LetterContext,
  say: MailPhrases,
): LetterBody {
  const { act, subject, path, at, staff, askedBy, channel, reason } = facts;
  const words = say.onRequest;
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
