// Welcome letter to a new business: three steps, with connecting as the second. Pure.
import type { LetterBody, LetterContext, LetterStep } from './letter-parts';
import type { MailFacts } from './mail';
import type { MailPhrases } from './mail-phrases';

const SOURCES = ['accounting', 'bank', 'shop'] as const;

export function greetingLetter(
  facts: MailFacts['greeting'],
  ctx: LetterContext,
  say: MailPhrases,
): LetterBody {
  const { steps, calls } = say.greeting;
  const connect: LetterStep['calls'] = SOURCES.flatMap((source) =>
    facts[source] === ''
      ? []
      : [
          {
            label: calls[source],
            href: `${ctx.siteUrl}/products/${encodeURIComponent(facts[source])}/consent`,
          },
        ],
  );
  const home = { label: calls.home, href: `${ctx.siteUrl}/home` };
  return {
    subject: say.greeting.subject(ctx.brand),
    paragraphs: [say.greeting.lead(ctx.business ?? '')],
    steps: [
      { text: steps.done, calls: [] },
      { text: steps.connect, calls: connect },
      { text: steps.see, calls: [home] },
    ],
    facts: [],
    action: connect[0] ?? home,
    notes: connect.length > 1 ? [say.greeting.choose, say.greeting.free] : [say.greeting.free],
  };
}
