// Letter with several receipts: the events in order, with the signed files attached. Pure.

import type { Receipt } from '../receipt/receipt';
import { dateWords } from '../text/site-time';
import type { LetterBody, LetterContext } from './letter-parts';
import { MAIL_PHRASES } from './mail-phrases';

/** @param receipts oldest first */
export function gatheredLetter(receipts: readonly Receipt[], ctx: LetterContext): LetterBody {
  const say = MAIL_PHRASES[ctx.language];
  const words = dateWords(ctx.language, ctx.place);
  return {
    subject: say.gathered.subject(receipts.length),
    paragraphs: [say.gathered.lead, say.gathered.attached],
    facts: receipts.map(({ event, processing: { service } }) => ({
      label: words.moment(new Date(event.event_time)),
      lines: [
        event.on_request === undefined
          ? say.receipt[event.event_type](service.name)
          : say.receiptOnRequest(service.name),
      ],
    })),
    action: { label: say.gathered.action, href: `${ctx.siteUrl}/consents` },
    notes: [say.check(`${ctx.siteUrl}/verify`)],
  };
}
