// Letter with a consent receipt, in the receipt's own words. Pure.

import type { Receipt } from '../receipt/receipt';
import { type ReceiptFact, receiptWords } from '../receipt/receipt-words';
import type { LetterBody, LetterContext } from './letter-parts';
import { MAIL_PHRASES } from './mail-phrases';

export function receiptLetter(receipt: Receipt, ctx: LetterContext): LetterBody {
  const say = MAIL_PHRASES[ctx.language];
  const { service } = receipt.processing;
  const { lead, sections } = receiptWords(receipt);
  const factsOf = (id: (typeof sections)[number]['id']) =>
    sections.find((section) => section.id === id)?.facts ?? [];
  // Number and hash find the entry; the rest of the proof is in the attached files.
  const proof = factsOf('proof').filter(({ lines: [line] }) =>
    [receipt.header.receipt_id, receipt.ledger.hash].includes(line ?? ''),
  );
  return {
    subject:
      receipt.event.on_request === undefined
        ? say.receipt[receipt.event.event_type](service.name)
        : say.receiptOnRequest(service.name),
    paragraphs: [lead, say.attached],
    facts: [...factsOf('happened'), ...factsOf('terms'), ...factsOf('after'), ...proof].map(rowOf),
    action: {
      label: say.action.agreement,
      href: `${ctx.siteUrl}/consents/${encodeURIComponent(service.product_id)}`,
    },
    notes: [say.check(`${ctx.siteUrl}/verify`)],
  };
}

const rowOf = ({ term, lines }: ReceiptFact) => ({ label: term, lines });
