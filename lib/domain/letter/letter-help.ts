// Letter to the support team: the question, its author, and the page it came from. Pure.
import type { Locale } from '../text/language';
import type { LetterBody } from './letter-parts';
import { MAIL_PHRASES } from './mail-phrases';

export interface HelpAskedBy {
  reference: string;
  name: string;
  email: string;
  message: string;
  /** Null where the author was not signed in. */
  business: string | null;
  page: string | null;
  /** The language of the question, and of the answer. */
  language: Locale;
}

/** For staff only: its sentences promise nothing to the customer. */
export function helpLetter(asked: HelpAskedBy): LetterBody {
  const say = MAIL_PHRASES[asked.language].helpRequest;
  const facts: [string, string | null][] = [
    [say.name, asked.name],
    [say.email, asked.email],
    [say.business, asked.business],
    [say.page, asked.page],
  ];
  return {
    subject: say.subject(asked.reference),
    paragraphs: asked.message.split('\n').filter((line) => line.trim() !== ''),
    facts: facts.flatMap(([label, value]) =>
      value === null || value === '' ? [] : [{ label, lines: [value] }],
    ),
    action: null,
    notes: [asked.business === null ? say.unknown : say.signedIn],
  };
}
